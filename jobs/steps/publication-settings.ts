import type { PublicationSettings, WeeklyAgendaSettings } from '../../src/domain/settings/publications.js'
import type { Newsroom } from './context.js'

/** The settings of a publication. @throws Error naming those there are, when there is none of that name. */
export function publicationSettings(context: Newsroom, publication: string): PublicationSettings {
  const settings = context.publications[publication]
  if (!settings)
    throw new Error(
      context.texts.t('publication.unknown', { publication, known: Object.keys(context.publications).join(', ') }),
    )
  return settings
}

/** Those of a weekly agenda. @throws Error where it is none. */
export function weeklySettings(context: Newsroom, publication: string): WeeklyAgendaSettings {
  const settings = publicationSettings(context, publication)
  if (settings.kind !== 'weekly-agenda') throw new Error(`${publication} is no weekly agenda`)
  return settings
}
