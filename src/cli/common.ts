import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { App, AppOptions } from '../app.js'
import { createLog } from '../base/log.js'
import { programRoot } from '../base/paths.js'
import { loadTexts } from '../base/texts.js'
import { type Environment, readEnvironment } from '../settings/environment.js'
import { loadOfficeFolder, type OfficeFolder } from '../settings/load.js'
import { databasePlace } from '../store/database-place.js'
import type { DatabasePlace } from '../store/engine/engine.js'
import { CommandEnd, exitCodes } from './output.js'

export interface CommonOptions {
  config: string
  data: string
  json?: boolean
}

/** The options that every command has. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--config <dir>', "folder of the office's settings", resolve(programRoot, 'config'))
    .option('--data <dir>', 'folder of the database', resolve(process.cwd(), 'data'))
    .option('--json', 'print one JSON document on standard output')
}

/** The settings of a folder; problems end the command with code 2, each with file, line and key. */
export function settingsOf({ config }: Pick<CommonOptions, 'config'>): {
  settings: OfficeFolder
  environment: Environment
} {
  if (!existsSync(config))
    throw new CommandEnd(exitCodes.usage, `${config} : ce dossier de réglages n’existe pas (option --config).`)
  return { settings: loadOfficeFolder(config), environment: readEnvironment(process.env) }
}

/** The database that a command works on. */
export function databaseOf({ data }: Pick<CommonOptions, 'data'>): DatabasePlace {
  return databasePlace(data, readEnvironment(process.env).DATABASE_URL)
}

/** Opens the program for one command. Logs go to standard error, quiet unless LOG_LEVEL says otherwise. */
export async function openForCommand(
  options: CommonOptions,
  role: string,
  more: Partial<AppOptions> = {},
): Promise<App> {
  const { openApp } = await import('../app.js')
  return await openApp({
    ...settingsOf(options),
    dataDir: options.data,
    role,
    log: createLog(process.env['LOG_LEVEL'] ?? 'silent'),
    ...more,
  })
}

/** Resolves when somebody asks the process to end. Call it before the program opens: a signal that comes earlier counts. */
export function endAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}

/** A day of the command line. @throws CommandEnd with code 2 when it is not one. */
export function dayOption(text: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate {
  if (text === undefined) return today
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    throw new CommandEnd(
      exitCodes.usage,
      `« ${text} » n’est pas un jour : écrivez-le comme 2026-07-04 (option --date).`,
    )
  }
}

/** Ends the command with code 2 when the settings name no such publication. */
export function requirePublication(publication: string, { settings }: { settings: OfficeFolder }): void {
  if (settings.publications[publication]) return
  const values = { publication, known: Object.keys(settings.publications).join(', ') }
  throw new CommandEnd(exitCodes.usage, loadTexts(settings.office.language).t('publication.unknown', values))
}
