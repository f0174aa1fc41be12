/**
 * The nouns of Semainier: one word per idea. Code in English, screens in French.
 *
 * | code                        | on screen            | meaning                                                       |
 * |-----------------------------|----------------------|---------------------------------------------------------------|
 * | Feed                        | flux                 | a configured source that is read                              |
 * | Article                     | article              | a post read from a feed                                       |
 * | AgendaEvent / Occurrence    | manifestation / date | something that takes place / one time at which it does        |
 * | Agenda                      | agenda               | the occurrences of a period, and what runs all through it     |
 * | Publication                 | publication          | a recurring newsletter: rhythm, season, template, audience    |
 * | Issue                       | numéro               | one dated number of a publication                             |
 * | Edition                     | édition              | a printed guide, map or brochure (never a newsletter number)  |
 * | Announcement                | annonce              | a message that staff write, such as an edition release        |
 * | Order                       | commande             | copies of editions that a partner asks for, reserved in the stock |
 * | Round, Stop                 | tournée, arrêt       | deliveries of one day, in order; one of them                  |
 * | Proof                       | bon à tirer          | what staff look at before approving                           |
 * | Organisation, Contact       | structure, contact   | a partner; a mailbox of a partner                             |
 * | Subscription                | abonnement           | a contact and a publication, with the ground for writing      |
 * | Segment                     | segment              | a saved rule over organisations and contacts                  |
 * | Suppression                 | opposition           | an address never to be written to; outlives the contact       |
 * | Campaign                    | envoi                | the sending of one issue to one audience, frozen when addressed |
 * | Delivery                    | remise               | one campaign and one recipient: the only ledger               |
 * | Bounce, Complaint           | rebond, plainte      | a returned notice; a spam report                              |
 *
 * `accepted`, never `delivered`: a 250 means only that the next server took the message.
 */
export * from './agenda.js'
export * from './announcement.js'
export * from './article.js'
export * from './bounce-rules.js'
export * from './campaign.js'
export * from './consent.js'
export * from './correction.js'
export * from './event-kinds.js'
export * from './edition.js'
export * from './issue.js'
export * from './kinds.js'
export * from './ledger-search.js'
export * from './matching.js'
export * from './month.js'
export * from './news.js'
export * from './order.js'
export * from './partner.js'
export * from './picture.js'
export * from './returned.js'
export * from './roads.js'
export * from './round.js'
export * from './round-changes.js'
export * from './segment/conditions.js'
export * from './segment/rule.js'
export * from './segment/unusable.js'
export * from './staff.js'
export * from './suppression.js'
export * from './week.js'
export * from './working-days.js'
