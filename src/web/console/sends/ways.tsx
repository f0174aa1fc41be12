import type { House } from '../../../store/organisations/look.js'
import type { Desk } from '../desk.js'

interface WaysProps {
  desk: Desk
  contactId: string
  house: House
  /** The address that the message went to. */
  email: string
  /** Whether the address turned the message away. */
  refused: boolean
}

/** From a delivery to the card of its recipient, and to what there is to mend there. */
export function Ways({ desk, contactId, house, email, refused }: WaysProps) {
  const { t } = desk
  const card = `/console/partenaires/contacts/${contactId}`
  const corrected = house.email !== email
  return (
    <>
      {refused && corrected && <p>{t('sends.corrected', { email: house.email })}</p>}
      {refused && !corrected && house.phone && <p>{t('sends.call', { phone: house.phone })}</p>}
      <p className="ways">
        {refused && !corrected && desk.may('editor') && (
          <a href={`${card}#edit`} role="button">
            {t('sends.correct')}
          </a>
        )}
        <a href={card} role="button" className="secondary">
          {t('sends.card')}
        </a>
      </p>
    </>
  )
}
