import { type PublicationSettings, publicationsSchema } from '../../../src/domain/settings/publications.js'
import { officeSchema } from '../../../src/domain/settings/office.js'
import type { OfficeFolder } from '../../../src/settings/load.js'
import { seriesTitle } from '../../support/weekly-article.js'

const staff = [{ name: 'Camille Lartigue', address: 'camille@tourisme.example.org' }]
const publication = (more: object) => ({
  title: 'L’agenda de la semaine',
  feed: 'blog',
  article: { title: seriesTitle },
  season: { from: '07-01', to: '08-31' },
  attach: [],
  ...more,
})

function officeFolder(timeZone: string, publications: Record<string, object>): OfficeFolder {
  return {
    office: officeSchema.parse({
      name: 'Office de tourisme',
      shortName: 'Office',
      website: 'https://tourisme.example.org/',
      email: 'accueil@tourisme.example.org',
      postalAddress: '3 place de la République, 32000 Auch',
      timeZone,
      intercommunality: '200066926',
      sender: { name: 'Camille Lartigue', address: 'camille@tourisme.example.org' },
      staff,
    }),
    feeds: {},
    dkimKeys: [],
    publications: publicationsSchema.parse({ publications }).publications satisfies Record<string, PublicationSettings>,
  }
}

/** The offices of the ten years: three seasons on three clocks, and a letter of the hour that clock changes touch. */
export const simulatedOffices: Record<string, OfficeFolder> = {
  Paris: officeFolder('Europe/Paris', {
    agenda: publication({}),
    dimanche: publication({
      article: { title: 'Les sorties du pays' },
      season: { from: '01-01', to: '12-31' },
      send: { day: 'sunday', time: '02:30', graceHours: 8 },
    }),
  }),
  Reunion: officeFolder('Indian/Reunion', {
    agenda: publication({ send: { unapproved: false, graceHours: 24 } }),
  }),
  Guadeloupe: officeFolder('America/Guadeloupe', {
    // A season that runs over the new year.
    agenda: publication({ season: { from: '12-05', to: '02-10' }, send: { graceHours: 4 } }),
  }),
}
