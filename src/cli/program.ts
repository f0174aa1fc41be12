import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { programRoot } from '../base/paths.js'
import { reasonOf } from '../base/reason-of.js'
import { SettingsError } from '../base/settings-error.js'
import { announceCommand } from './announce.js'
import { backupCommand, restoreCommand } from './backup.js'
import { campaignsCommand } from './campaigns.js'
import { demoCommand } from './demo.js'
import { doctorCommand } from './doctor.js'
import { migrateCommand } from './migrate.js'
import { CommandEnd, exitCodes, printError } from './output.js'
import { partnersCommand } from './partners.js'
import { previewCommand } from './preview.js'
import { registerCommand } from './register.js'
import { retentionCommand } from './retention.js'
import { segmentsCommand } from './segments.js'
import { sendCommand } from './send.js'
import { startCommand } from './start.js'
import { suppressionsCommand } from './suppressions.js'
import { workerCommand } from './worker.js'

const { version } = JSON.parse(readFileSync(join(programRoot, 'package.json'), 'utf8')) as { version: string }

/** Runs the command of the command line; never throws: what goes wrong is told, and becomes the exit code. */
export async function runProgram(): Promise<void> {
  const program = new Command('semainier')
    .description("A tourist office's weekly agenda: from the blog article to the partner's inbox and wall.")
    .version(version)
    .addCommand(demoCommand())
    .addCommand(startCommand())
    .addCommand(workerCommand())
    .addCommand(previewCommand())
    .addCommand(sendCommand())
    .addCommand(announceCommand())
    .addCommand(campaignsCommand())
    .addCommand(partnersCommand())
    .addCommand(segmentsCommand())
    .addCommand(suppressionsCommand())
    .addCommand(retentionCommand())
    .addCommand(registerCommand())
    .addCommand(migrateCommand())
    .addCommand(doctorCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)])
    command.exitOverride()
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = report(error)
  }
}

/** Tells an error to whoever runs the command, and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof CommandEnd) {
    if (error.message) printError(error.message)
    return error.exitCode
  }
  if (error instanceof SettingsError) {
    printError(error.message)
    return exitCodes.usage
  }
  if (error instanceof Error && error.name === 'DatabaseUnreachable') {
    printError(`La base de données ne répond pas : ${reasonOf(error.cause)}`)
    return exitCodes.failed
  }
  printError(
    error instanceof Error
      ? process.env['LOG_LEVEL'] === 'debug'
        ? (error.stack ?? error.message)
        : error.message
      : String(error),
  )
  return exitCodes.failed
}
