import { toldSinceApproval } from '../../../jobs/steps/blog-since-approval.js'
import { isSkipped } from '../../store/issues.js'
import type { Desk } from './desk.js'

/** Something that waits for staff, and where it is settled. */
export interface Attention {
  key: string
  sentence: string
  action: string
  href: string
  /** Nothing leaves, or somebody gets nothing, until it is settled. */
  grave: boolean
}

/** Everything that waits for a decision of staff, the grave first. */
export async function attentionOf({ context, t }: Desk): Promise<Attention[]> {
  const { store, publications } = context
  const found: Attention[] = []
  for (const [name, { title }] of Object.entries(publications)) {
    const [latest] = await store.issues.latest(name, 1)
    if (!latest || latest.state === 'sent') continue
    if (isSkipped({ state: latest.state, stateReason: latest.state_reason })) continue
    const href = `/console/numeros/${latest.id}`
    if (latest.state === 'approved') {
      const issue = await store.issues.byId(latest.id)
      const count = issue ? (await toldSinceApproval(store.issues, issue)).length : 0
      const sentence = t('home.attention.toldSince', { subject: latest.subject, count })
      if (count > 0) found.push({ key: latest.id, sentence, action: t('home.attention.open'), href, grave: false })
      continue
    }
    const blocks = latest.findings.filter((finding) => finding.level === 'blocks').length
    const why = latest.state === 'held' ? (blocks > 0 ? 'blocked' : 'held') : 'proof'
    found.push({
      key: latest.id,
      sentence: t(`home.attention.${why}`, { title, subject: latest.subject, count: blocks }),
      action: t('home.attention.open'),
      href,
      grave: why === 'blocked',
    })
  }
  for (const { id, subject, state, halted, uncertain } of await store.campaigns.needingStaff()) {
    const why = uncertain > 0 ? 'uncertain' : state === 'blocked' ? 'stuck' : halted === 'paused' ? 'paused' : 'stopped'
    found.push({
      key: id,
      sentence: t(`home.attention.${why}`, { subject, count: uncertain }),
      action: t(uncertain > 0 ? 'home.attention.settle' : 'home.attention.open'),
      href: `/console/envois/${id}${uncertain > 0 ? '#a-decider' : ''}`,
      grave: why === 'stuck' || why === 'uncertain',
    })
  }
  return found.toSorted((a, b) => Number(b.grave) - Number(a.grave))
}
