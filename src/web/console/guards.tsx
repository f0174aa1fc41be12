import type { MiddlewareHandler } from 'hono'
import type { StaffAct, StaffRole } from '../../domain/index.js'
import { staffOrigin } from '../../domain/index.js'
import type { Desk, DeskEnv } from './desk.js'
import { screen } from './screen.js'

/** Only for those who may do what is open to `role`; others are told whom to ask. */
export function only(role: StaffRole): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const desk = c.get('desk')
    if (desk.may(role)) return await next()
    const title = desk.t('desk.notYoursTitle')
    const text = desk.t('desk.notYours', { role: desk.t(`role.${role}.name`) })
    return screen(c, { title, place: 'home', status: 403, children: <p>{text}</p> })
  }
}

/** Changes of a screen are for `role`; looking is for everybody. */
export function changesOnly(role: StaffRole): MiddlewareHandler<DeskEnv> {
  const guard = only(role)
  return (c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : guard(c, next))
}

/** Writes down what somebody did at the console. */
export async function note(
  { context, staff }: Desk,
  what: StaffAct,
  subject: string | null,
  words: string | null = null,
) {
  await context.store.journal.write([{ what, contactId: null, subject }], staffOrigin(staff.name, words))
}
