import { createInterface } from 'node:readline/promises'
import type { Texts } from '../base/texts.js'
import { CommandEnd, exitCodes } from './output.js'

/** Whether somebody sits at the terminal to be asked. */
export const isInteractive = () => Boolean(process.stdin.isTTY && process.stdout.isTTY)

/** Asks one question and gives the answer, trimmed. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(question)).trim()
  } finally {
    terminal.close()
  }
}

/**
 * Asks whoever runs the command a question that only a written "yes" answers; everything else is a no.
 * @throws CommandEnd with code 2 where nobody can answer: the command then wants `--yes`.
 */
export async function agreesTo(question: string, t: Texts['t'], { json }: { json?: boolean }): Promise<boolean> {
  if (json || !process.stdin.isTTY) throw new CommandEnd(exitCodes.usage, t('cli.sayYes'))
  return (await ask(`${question} (${t('cli.yes')}) `)).toLowerCase() === t('cli.yes')
}
