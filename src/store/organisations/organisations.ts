import type { Clock } from '../../base/clock.js'
import type { World } from '../segments/people.js'
import { hashAddresses } from './address-hashes.js'
import { changeRows } from './change.js'
import {
  type About,
  changesOf,
  contactCard,
  type ContactCard,
  deliveriesTo,
  housesOf,
  organisationCard,
  type Page,
} from './look.js'
import { placesOf, type PlacesWanted } from './places.js'
import { type PartnersWanted, searchPartners } from './search.js'

/** The directory as staff see it: found, looked at, changed by hand. */
export function organisationRows(world: World, clock: Clock) {
  return {
    ...changeRows(world.db, clock),
    /** A page of partners; see `searchPartners`. */
    search: (wanted: PartnersWanted = {}) => searchPartners(world, wanted),
    /** One organisation with its contacts, or null. */
    byId: (id: string) => organisationCard(world, id),
    /** One contact with what it receives, or null. */
    contact: (id: string) => contactCard(world, id),
    /** Where some contacts work; for a page of a list, not for an audience. */
    housesOf: (contactIds: readonly string[]) => housesOf(world, contactIds),
    /** What some contacts were sent, the latest first. */
    deliveriesTo: (contacts: readonly Pick<ContactCard, 'id' | 'email_key'>[], page: Page) =>
      deliveriesTo(world, contacts, page),
    /** What was changed, the latest first; `subject` as the journal has it. */
    changesOf: (about: About, limit?: number) => changesOf(world, about, limit),
    /** See `hashAddresses`; for those who look after the house. */
    hashAddresses: () => hashAddresses(world),
    /** Where organisations are; see `placesOf`. */
    places: (wanted?: PlacesWanted) => placesOf(world, wanted),
  }
}
