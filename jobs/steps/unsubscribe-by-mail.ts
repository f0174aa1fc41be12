import { tokenLength } from '../../src/base/ids.js'
import { emailKey, type Returned } from '../../src/domain/index.js'
import type { Rows } from '../../src/store/store.js'
import type { JobContext } from './context.js'
import { receivable } from './receivable.js'

const tokenPattern = new RegExp(`(?<![\\w-])[\\w-]{${tokenLength}}(?![\\w-])`, 'g')

/**
 * Ends a subscription that somebody asked to end by mail: the one that the subject names, of the contact whose token
 * stands in it (List-Unsubscribe, RFC 2369), or else who wrote. False when it is not clear what is meant: staff decide.
 */
export async function unsubscribeByMail(
  context: JobContext,
  rows: Rows,
  { from, subject, original }: Extract<Returned, { kind: 'unsubscription' }>,
): Promise<boolean> {
  const publication = publicationIn(context, subject, original.listId)
  if (!publication) return false
  for (const [token] of subject.matchAll(tokenPattern)) {
    const contact = await rows.partners.byToken(token)
    if (contact) {
      await rows.partners.unsubscribe(contact.id, publication, 'mail')
      return true
    }
  }
  const contacts = await rows.returned.contactsWith(emailKey(from))
  for (const contact of contacts) await rows.partners.unsubscribe(contact.id, publication, 'mail')
  return contacts.length > 0
}

/** The publication that a subject or a List-Id names; the only one when there is but one. */
function publicationIn(context: JobContext, subject: string, listId: string | null): string | null {
  const said = new Set(subject.toLowerCase().split(/[^a-z0-9-]+/))
  const named = Object.keys(receivable(context)).filter((name) => said.has(name) || listId?.startsWith(`${name}.`))
  const [only, ...others] = named.length > 0 ? named : Object.keys(context.publications)
  return only && others.length === 0 ? only : null
}
