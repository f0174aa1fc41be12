import { Hono } from 'hono'
import { sendStaffLink } from '../../../jobs/staff-mail.js'
import { type StaffRole, staffRoles } from '../../domain/index.js'
import { done, type DeskEnv } from '../console/desk.js'
import { note, only } from '../console/guards.js'
import { whenStored } from '../console/when.js'
import { screen } from '../console/screen.js'
import { typed } from '../public-page.js'

const home = '/console/equipe'
const invitationHours = 72
const asRole = (value: string): StaffRole | null => staffRoles.find((role) => role === value) ?? null

/** Who may open the console, and what each may do; invitations go by mail. For administrators. */
export function teamScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.use(only('administrator'))

  app.get('/', async (c) => {
    const { t, staff: self, context } = c.get('desk')
    const [members, invitations] = await Promise.all([context.store.staff.list(), context.store.staff.invitations()])
    const roles = (name: string, chosen: StaffRole, label: string) => (
      <select name={name} defaultValue={chosen} aria-label={label}>
        {staffRoles.map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}.name`)}
          </option>
        ))}
      </select>
    )
    return screen(c, {
      title: t('team.title'),
      place: 'team',
      children: (
        <>
          <ul className="rows">
            {members.map((member) => (
              <li key={member.id}>
                <div>
                  <strong>{member.name}</strong>
                  <br />
                  <small>{`${member.email}${member.secondFactor ? ` – ${t('team.secondFactor')}` : ''}`}</small>
                </div>
                <form method="post" action={`${home}/${member.id}/role`} className="inline">
                  {roles('role', member.role, t('team.roleOf', { name: member.name }))}
                  <button type="submit" className="secondary">
                    {t('team.change')}
                  </button>
                </form>
                {member.id !== self.id && (
                  <form method="post" action={`${home}/${member.id}/retirer`} className="inline">
                    <button type="submit" className="secondary danger">
                      {t('team.remove', { name: member.name })}
                    </button>
                  </form>
                )}
              </li>
            ))}
            {invitations.map(({ id, name, email, role, expiresAt }) => (
              <li key={id} className="waiting">
                <div>
                  <strong>{name}</strong>
                  <br />
                  <small>
                    {t('team.invited', {
                      email: email ?? '',
                      role: t(`role.${role}.name`),
                      day: whenStored(c.get('desk'), expiresAt),
                    })}
                  </small>
                </div>
              </li>
            ))}
          </ul>
          <section aria-labelledby="invite">
            <h2 id="invite">{t('team.invite')}</h2>
            <form method="post" action={home} className="narrow">
              <label>
                {t('signIn.name')}
                <input name="name" required maxLength={100} />
              </label>
              <label>
                {t('signIn.email')}
                <input type="email" name="email" required maxLength={254} />
              </label>
              <fieldset>
                <legend>{t('team.role')}</legend>
                {staffRoles.map((role) => (
                  <label key={role}>
                    <input type="radio" name="role" value={role} defaultChecked={role === 'editor'} />
                    <strong>{t(`role.${role}.name`)}</strong> – {t(`role.${role}.may`)}
                  </label>
                ))}
              </fieldset>
              <button type="submit">{t('team.send')}</button>
            </form>
          </section>
        </>
      ),
    })
  })

  app.post('/', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const fields = await c.req.parseBody()
    const [name, email] = [typed(fields, 'name', 100), typed(fields, 'email', 254).toLowerCase()]
    const role = asRole(typed(fields, 'role'))
    if (!name || !role || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return done(c, home, 'invitationIncomplete')
    if ((await store.staff.list()).some((one) => one.email === email)) return done(c, home, 'invitationTaken')
    const token = await store.staff.invite({ email, name, role, who: desk.staff.name, hours: invitationHours })
    await sendStaffLink(desk.context, { kind: 'invitation', to: { email, name }, token })
    await note(desk, 'invited', null, `${name} (${role})`)
    return done(c, home, 'invited')
  })

  app.post('/:id/role', async (c) => {
    const desk = c.get('desk')
    const role = asRole(typed(await c.req.parseBody(), 'role'))
    const changed = role !== null && (await desk.context.store.staff.setRole(c.req.param('id'), role))
    if (changed) await note(desk, 'role-changed', `staff/${c.req.param('id')}`, role)
    return done(c, home, changed ? 'roleChanged' : 'lastAdministrator')
  })

  app.post('/:id/retirer', async (c) => {
    const desk = c.get('desk')
    const id = c.req.param('id')
    const removed = id !== desk.staff.id && (await desk.context.store.staff.remove(id))
    if (removed) await note(desk, 'removed', `staff/${id}`)
    return done(c, home, removed ? 'memberRemoved' : 'lastAdministrator')
  })

  return app
}
