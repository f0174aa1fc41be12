import { createInterface } from 'node:readline/promises'

/** Whether somebody sits at the terminal to be asked. */
export const isInteractive = () => Boolean(process.stdin.isTTY && process.stdout.isTTY)

/** Asks one question and gives the answer, trimmed. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await terminal.question(question)).trim()
  } finally {
    terminal.close()
  }
}
