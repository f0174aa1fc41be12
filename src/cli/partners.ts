import { Command } from 'commander'
import { eraseCommand, showCommand } from './partners-person.js'
import { exportCommand } from './partners/export.js'
import { importCommand } from './partners/import.js'
import { importsCommand, undoCommand } from './partners/imports.js'

/** `semainier partners`: the directory, a command each, and the rights of a person: `show` and `erase`. */
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
