import { freezeReader } from '../src/address/freeze-audience.js'
import { loadTexts } from '../src/base/texts.js'
import { tokenPlaceholder } from '../src/domain/index.js'
import { signUpMail } from '../src/render/sign-up-mail.js'
import type { NewSignUp } from '../src/store/sign-ups.js'
import type { JobContext } from './steps/context.js'
import { queueMail } from './steps/queue-campaign.js'

/** How long the link of a confirmation mail is good for; the mail says so. */
export const confirmationDays = 7

/** Confirmation mails per address and day: whoever enters a stranger's address again and again troubles them no more. */
const mailsPerDay = 3

export interface SignUpPayload {
  signUp: string
}

/** Keeps a filled-in form and has its confirmation mail sent, unless the address was entered often enough today. */
export async function askToSignUp(context: JobContext, form: Omit<NewSignUp, 'expiresAt'>): Promise<void> {
  const now = context.clock.now()
  await context.store.transaction(async (rows) => {
    if ((await rows.signUps.countSince(form.email, now.subtract({ hours: 24 }))) >= mailsPerDay) return
    const id = await rows.signUps.add({ ...form, expiresAt: now.add({ hours: 24 * confirmationDays }) })
    await rows.jobs.add({ key: `sign-up/${id}`, kind: 'sign-up', payload: { signUp: id } satisfies SignUpPayload })
  })
  context.wake()
}

/** Writes the confirmation mail of a sign-up into the ledger, from where it leaves like any other. */
export async function confirmSignUp(context: JobContext, { signUp: id }: SignUpPayload): Promise<undefined> {
  const { office, store } = context
  const signUp = await store.signUps.byId(id)
  // Erased meanwhile, or confirmed already.
  if (!signUp || signUp.confirmedAt) return undefined
  const mail = await signUpMail(office, loadTexts(signUp.language), {
    publications: signUp.publications.map((name) => context.publications[name]?.title ?? name),
    confirmUrl: `${context.publicUrl}/inscription/${tokenPlaceholder}`,
    until: signUp.expiresAt.toZonedDateTimeISO(office.timeZone),
  })
  // Whoever has opposed gets this one mail too: they, or somebody in their name, have just asked for it.
  const { email, name, language, token } = signUp
  const reader = freezeReader({ id: `sign-up-${id}`, email, name, language, token })
  const about = { key: `sign-up/${id}`, kind: 'confirmation', language, replyTo: office.replyTo } as const
  await store.transaction((rows) => queueMail(context, rows, about, mail, reader))
  context.wake()
  return undefined
}
