import { Command } from 'commander'
import { exportCommand } from './partners/export.js'
import { importCommand } from './partners/import.js'
import { importsCommand, undoCommand } from './partners/imports.js'
import { eraseCommand, showCommand } from './partners/person.js'

/** `semainier partners`: the directory, a command each. */
export function partnersCommand(): Command {
  return new Command('partners')
    .description('who may be written to')
    .addCommand(importCommand())
    .addCommand(importsCommand())
    .addCommand(undoCommand())
    .addCommand(exportCommand())
    .addCommand(showCommand())
    .addCommand(eraseCommand())
}
