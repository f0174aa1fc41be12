import type { JobContext } from '../../../../jobs/steps/context.js'
import { releaseReach } from '../../../../jobs/steps/release-audience.js'
import { keptFor } from '../../../base/kept.js'
import { type Audience, UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import { segmentSentence } from '../../../report/segment-sentence.js'
import type { Desk } from '../desk.js'

/** How long a count serves, unless something changes here. */
const servesMs = 30_000

/** One of the audiences that an announcement may have, and to how many addresses it would go. */
interface Choice {
  name: string
  about: string
  count: string
}

export interface AudienceChoices {
  everyPartner: string
  segments: Choice[]
}

/** Whom an announcement may go to, each with how many that is now; the counts are kept for a while. */
export function audienceChoices(context: JobContext): (desk: Desk) => Promise<AudienceChoices> {
  const counts = keptFor(
    servesMs,
    async (audience) => await releaseReach(context.store, JSON.parse(audience) as Audience),
    200,
    context.changes,
  )
  const counted = async ({ t, texts }: Desk, audience: Audience) => {
    try {
      return t('releaseDesk.addresses', { count: (await counts.get(JSON.stringify(audience))).addresses })
    } catch (error) {
      if (!(error instanceof UnusableSegment)) throw error
      return unusableSentence(error, texts)
    }
  }
  return async (desk) => ({
    everyPartner: await counted(desk, 'every-partner'),
    segments: await Promise.all(
      (await context.store.segments.list()).map(async ({ name, rule }) => ({
        name,
        about: segmentSentence(rule, desk.texts, context.publications),
        count: await counted(desk, [name]),
      })),
    ),
  })
}

/** An audience in a few words. */
export function audienceWords({ t }: Desk, audience: Audience): string {
  if (audience === 'every-partner') return t('releaseDesk.everyPartner')
  return audience.length === 0 ? t('releaseDesk.nobodyYet') : audience.join(', ')
}

/** An audience as the fields of the form hold it. */
export const fieldsOf = (audience: Audience) =>
  audience === 'every-partner' ? { to: audience } : { to: 'segments', segments: audience }

/** A form to which a segment was just added. */
export function withSegment<F extends { audience: Audience }>(filled: F, name: string | null): F {
  if (name === null) return filled
  const chosen = filled.audience === 'every-partner' ? [] : filled.audience
  return { ...filled, audience: [...new Set([...chosen, name])] }
}

interface FieldsProps {
  desk: Desk
  audience: Audience
  choices: AudienceChoices
}

/** Whom it goes to: every partner, or segments, each with what it says and how many that is. */
export function AudienceFields({ desk: { t }, audience, choices }: FieldsProps) {
  const chosen = audience === 'every-partner' ? [] : audience
  return (
    <fieldset className="audience">
      <legend>{t('releaseDesk.segments')}</legend>
      <label className="choice">
        <input type="radio" name="to" value="every-partner" defaultChecked={audience === 'every-partner'} />
        <span>{t('releaseDesk.everyPartnerCounted', { count: choices.everyPartner })}</span>
      </label>
      <label className="choice">
        <input type="radio" name="to" value="segments" defaultChecked={audience !== 'every-partner'} />
        <span>{t('releaseDesk.someSegments')}</span>
      </label>
      <div className="segments">
        <p className="quiet">
          {t(choices.segments.length > 0 ? 'releaseDesk.hint.segments' : 'releaseDesk.hint.noSegment')}
        </p>
        {choices.segments.map(({ name, about, count }) => (
          <label key={name} className="choice">
            <input type="checkbox" name="segments" value={name} defaultChecked={chosen.includes(name)} />
            <span>
              {name} ({count})<small>{about}</small>
            </span>
          </label>
        ))}
        <button type="submit" name="suite" value="segment" className="secondary outline">
          {t('releaseDesk.newSegment')}
        </button>
      </div>
    </fieldset>
  )
}
