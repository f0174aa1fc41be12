import type { JobContext } from '../../jobs/steps/context.js'

const hours = 24

/** The link that makes the first account, an administrator's; null once there is one. A new start makes a new link. */
export async function firstAccountLink({ store, publicUrl }: JobContext): Promise<string | null> {
  if ((await store.staff.count()) > 0) return null
  const token = await store.staff.invite({ email: null, name: null, role: 'administrator', who: 'start', hours })
  return `${publicUrl}/console/invitation/${token}`
}
