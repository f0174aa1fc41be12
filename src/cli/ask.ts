import { createInterface } from 'node:readline/promises'
import type { Texts } from '../base/texts.js'
import { CommandEnd, exitCodes } from './output.js'

/**
 * Asks whoever runs the command a question that only a written "yes" answers; everything else is a no.
 * @throws CommandEnd with code 2 where nobody can answer: the command then wants `--yes`.
 */
export async function agreesTo(question: string, t: Texts['t'], { json }: { json?: boolean }): Promise<boolean> {
  if (json || !process.stdin.isTTY) throw new CommandEnd(exitCodes.usage, t('cli.sayYes'))
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await lines.question(`${question} (${t('cli.yes')}) `)
    return answer.trim().toLowerCase() === t('cli.yes')
  } finally {
    lines.close()
  }
}
