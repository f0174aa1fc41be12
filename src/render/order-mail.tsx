import { loadTexts, type TextValues } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { Order } from '../domain/index.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { asMail, type StaffMail } from './notices.js'

/** What a mail about an order says. "confirm": the open form asks whether it was they. */
export type OrderMailKind = 'confirm' | 'placed' | 'changed' | 'refused' | 'cancelled'

/** Writes the mail about an order, in the language of whoever ordered. `titles` are those of the editions by id. */
export async function orderMail(
  office: OfficeSettings,
  kind: OrderMailKind,
  { order, titles, link }: { order: Order; titles: ReadonlyMap<string, string>; link: string | null },
): Promise<StaffMail> {
  const { OrderMail } = await import('../../templates/email/order.js')
  const texts = loadTexts(order.language)
  const t = (key: string, values?: TextValues) => typeset(texts.t(key, values), texts.language)
  const title = t(`orderMail.${kind}.title`)
  const pickUp = office.editions.pickUp ?? office.postalAddress
  const how = order.way === 'delivery' ? t('orderMail.delivery') : t('orderMail.pickUp', { pickUp })
  return await asMail(
    t('orderMail.subject', { title, office: office.shortName }),
    <OrderMail
      language={texts.language}
      office={office.name}
      colour={office.colours.main}
      title={title}
      sentences={[t(`orderMail.${kind}.text`, { reason: kind === 'refused' ? (order.reason ?? '') : '' })]}
      lines={order.lines.map(({ editionId, copies }) =>
        t('orderMail.line', { copies, title: titles.get(editionId) ?? '' }),
      )}
      after={kind === 'placed' || kind === 'changed' ? [how] : kind === 'confirm' ? [t('orderMail.nothing')] : []}
      link={link ? { href: link, label: t(`orderMail.${kind}.button`) } : null}
      signature={typeset(`${office.name}, ${office.postalAddress}`, office.language)}
    />,
  )
}
