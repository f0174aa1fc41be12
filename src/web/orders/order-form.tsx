import type { Edition, Order, OrderFault, OrderWay } from '../../domain/index.js'
import type { OfficeSettings } from '../../domain/settings/office.js'
import type { Reader } from '../public-page.js'

/** What was filled in, as it was written. */
export interface FilledOrder {
  /** By edition. */
  quantities: ReadonlyMap<string, string>
  way: OrderWay
  remark: string
}

export interface OrderFieldsProps {
  reader: Reader
  office: OfficeSettings
  editions: readonly (Edition & { hasCover: boolean })[]
  filled: FilledOrder
  faults: readonly OrderFault[]
  limit: number
  /** Of this form: sent twice, it is one order. */
  formKey: string
}

/** The quantities of an order as the form shows them again. */
export const filledBy = (order: Order | null): FilledOrder => ({
  quantities: new Map(order?.lines.map(({ editionId, copies }) => [editionId, String(copies)])),
  way: order?.way ?? 'delivery',
  remark: order?.remark ?? '',
})

/** What is wrong, in a sentence that says what to do. */
export function faultSentence(
  { t }: Pick<Reader, 't'>,
  editions: readonly Pick<Edition, 'id' | 'title'>[],
  fault: OrderFault,
): string {
  const title = 'editionId' in fault ? (editions.find((one) => one.id === fault.editionId)?.title ?? '') : ''
  return t(`orderForm.fault.${fault.code}`, {
    title,
    limit: 'limit' in fault ? fault.limit : 0,
    left: 'left' in fault ? fault.left : 0,
  })
}

/** The fields that both forms have: copies of each edition, how they come, a remark. */
export function OrderFields({ reader, office, editions, filled, faults, limit, formKey }: OrderFieldsProps) {
  const { t } = reader
  const wrong = (id: string) => faults.some((fault) => 'editionId' in fault && fault.editionId === id)
  return (
    <>
      {faults.length > 0 && (
        <div className="finding blocks" role="alert" id="faults">
          {faults.map((fault) => (
            <p key={`${fault.code}-${'editionId' in fault ? fault.editionId : ''}`}>
              {faultSentence(reader, editions, fault)}
            </p>
          ))}
        </div>
      )}
      <input type="hidden" name="key" value={formKey} />
      <ul className="editions">
        {editions.map((edition) => (
          <li key={edition.id}>
            {edition.hasCover ? (
              <img src={`/editions/${edition.id}/couverture.jpg`} alt="" width="72" height="100" loading="lazy" />
            ) : (
              <span className="cover" aria-hidden="true" />
            )}
            <label>
              <strong>{edition.title}</strong>
              <small>
                {t('orderForm.about', { kind: t(`edition.kind.${edition.kind}`), year: String(edition.year) })}
              </small>
              <span>{t('orderForm.copies')}</span>
              <input
                type="text"
                inputMode="numeric"
                name={`copies-${edition.id}`}
                defaultValue={filled.quantities.get(edition.id) ?? ''}
                placeholder="0"
                maxLength={12}
                autoComplete="off"
                aria-invalid={wrong(edition.id) || undefined}
                aria-describedby={wrong(edition.id) ? 'faults' : undefined}
              />
            </label>
          </li>
        ))}
      </ul>
      <p className="agreement">{t('orderForm.limit', { limit })}</p>
      <fieldset>
        <legend>{t('orderForm.way')}</legend>
        {(['delivery', 'pick-up'] as const).map((way) => (
          <label key={way}>
            <input type="radio" name="way" value={way} defaultChecked={filled.way === way} />
            {t(`orderForm.ways.${way}`, { place: office.editions.pickUp ?? office.postalAddress })}
          </label>
        ))}
      </fieldset>
      <label>
        {t('orderForm.remark')}
        <textarea name="remark" maxLength={1000} rows={3} defaultValue={filled.remark} />
      </label>
    </>
  )
}

/** The lines of an order, as a list. */
export function OrderLines({ order, titles }: { order: Order; titles: ReadonlyMap<string, string> }) {
  return (
    <ul>
      {order.lines.map(({ editionId, copies }) => (
        <li key={editionId}>{`${copies} × ${titles.get(editionId) ?? ''}`}</li>
      ))}
    </ul>
  )
}
