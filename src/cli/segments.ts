import { Command } from 'commander'
import { removeCommand, renameCommand, saveCommand } from './segments/change.js'
import { showCommand } from './segments/look.js'

/** `semainier segments`: saved rules over the directory, and who is under them. */
export function segmentsCommand(): Command {
  return new Command('segments')
    .description('saved rules over organisations and contacts')
    .addCommand(showCommand(), { isDefault: true })
    .addCommand(saveCommand())
    .addCommand(renameCommand())
    .addCommand(removeCommand())
}
