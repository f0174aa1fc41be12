import { loadTexts, type Texts } from '../../base/texts.js'
import { UnusableSegment } from '../../domain/index.js'
import type { PublicationsSettings } from '../../domain/settings/publications.js'
import { unusableSentence } from '../../report/segment-faults.js'
import type { SegmentCount } from '../../store/segments/members.js'
import type { Store } from '../../store/store.js'
import { type CommonOptions, databaseOf, settingsOf } from '../common.js'
import { CommandEnd, exitCodes } from '../output.js'

export interface SegmentWork {
  store: Store
  texts: Texts
  publications: PublicationsSettings['publications']
}

/** Opens what the commands about segments work with; a segment that cannot be told ends them with what to do. */
export async function withSegments(options: CommonOptions, work: (work: SegmentWork) => Promise<void>): Promise<void> {
  const { office, publications } = settingsOf(options).settings
  const texts = loadTexts(office.language)
  const { openStore } = await import('../../store/store.js')
  const store = await openStore({ ...databaseOf(options), timeZone: office.timeZone })
  try {
    await work({ store, texts, publications })
  } catch (error) {
    if (error instanceof UnusableSegment) throw new CommandEnd(exitCodes.failed, unusableSentence(error, texts))
    throw error
  } finally {
    await store.close()
  }
}

/** "12 contacts, dont 2 partagent leur adresse" */
export const counted = ({ t }: Texts, { contacts, addresses }: SegmentCount): string =>
  t('segments.counted', { contacts, shared: contacts - addresses })
