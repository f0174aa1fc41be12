import type { ListedPartner } from '../../src/domain/index.js'
import type { Store } from '../../src/store/store.js'

const unsaid: Omit<ListedPartner, 'email'> = {
  organisation: null,
  kind: null,
  commune: null,
  address: null,
  postcode: null,
  latitude: null,
  longitude: null,
  siret: null,
  phone: null,
  website: null,
  labels: null,
  languages: null,
  staff: null,
  poster: null,
  contactName: null,
  role: null,
  language: null,
  publications: null,
}

/** Enters partners as a list of camille's, partners.csv, brings them in; what a test does not say, the list does not. */
export async function enterPartners(
  store: Store,
  partners: readonly (Partial<ListedPartner> & Pick<ListedPartner, 'email'>)[],
  publications: readonly string[],
): Promise<void> {
  await store.inTurn('directory', async ({ directory }) => {
    const list = { file: 'partners.csv', who: 'camille', ground: 'partner', language: 'fr', publications } as const
    const importer = directory.beginImport(list)
    await importer.enter(partners.map((partner) => ({ ...unsaid, ...partner })))
    await importer.finish(0)
  })
}
