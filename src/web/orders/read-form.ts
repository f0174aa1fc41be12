import { readQuantities } from '../../domain/index.js'
import { typed } from '../public-page.js'
import type { FilledOrder } from './order-form.js'

const prefix = 'copies-'

/** What an order form holds: as it was written, and as lines to order or what is wrong with them. */
export function readOrderForm(form: Record<string, unknown>, orderable: ReadonlySet<string>, limit: number) {
  const quantities = new Map(
    Object.keys(form)
      .filter((field) => field.startsWith(prefix))
      .slice(0, 200)
      .map((field) => [field.slice(prefix.length), typed(form, field, 12)]),
  )
  const filled: FilledOrder = {
    quantities,
    way: typed(form, 'way') === 'pick-up' ? 'pick-up' : 'delivery',
    remark: typed(form, 'remark', 1000),
  }
  const key = typed(form, 'key', 60)
  return { filled, key: /^[\w-]{10,60}$/.test(key) ? key : null, ...readQuantities(quantities, orderable, limit) }
}
