import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Article } from '../../../src/domain/index.js'
import { Machine, type MachineOptions } from './machine.js'

type Order = { order: 'open'; options: MachineOptions; at: number } | { order: 'close' } | Round
interface Round {
  order: 'run'
  at: number
  articles: Article[]
}

/** A second process on the same data, opened and closed beside the first, and killed at will. */
export class SecondProcess {
  #child: ChildProcess | null = null
  isOpen = false

  constructor(private readonly options: MachineOptions) {}

  async open(at: number): Promise<void> {
    if (this.#child?.exitCode !== null || this.#child.signalCode !== null) this.#child = null
    this.#child ??= fork(import.meta.filename, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    if ((await this.#ask({ order: 'open', options: this.options, at })) === 'crashed')
      throw new Error('the second process did not start')
    this.isOpen = true
  }

  /** One round; `killAfterMs`: kill -9 so long after it began, "crashed" when that came before its end. */
  async run(at: number, articles: Article[], killAfterMs?: number): Promise<'whole' | 'crashed'> {
    const child = this.#child
    const killer = killAfterMs === undefined ? null : setTimeout(() => child?.kill('SIGKILL'), killAfterMs)
    const end = await this.#ask({ order: 'run', at, articles })
    if (killer) clearTimeout(killer)
    return end
  }

  async close(): Promise<void> {
    if (this.isOpen) await this.#ask({ order: 'close' })
    this.isOpen = false
  }

  async end(): Promise<void> {
    await this.close()
    this.#child?.disconnect()
  }

  async #ask(order: Order): Promise<'whole' | 'crashed'> {
    const child = this.#child
    // A kill may have come just after its last answer.
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      this.#child = null
      this.isOpen = false
      return 'crashed'
    }
    const waiting = new AbortController()
    const { signal } = waiting
    const answer = Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as unknown),
      once(child, 'exit', { signal }).then(() => 'crashed'),
    ])
    child.send(order, () => {})
    const message = await answer
    waiting.abort()
    if (message === 'crashed') {
      this.#child = null
      this.isOpen = false
      return message
    }
    if (message !== 'whole') throw new Error(`the second process failed: ${String(message)}`)
    return message
  }
}

/** The child's side: one order after the other. */
function serve(): void {
  let articles: Article[] = []
  let machine: Machine | null = null
  const answer = (message: string) => process.send?.(message)
  const obey = async (order: Order): Promise<void> => {
    if (order.order === 'open') {
      machine = new Machine(order.options, () => articles)
      machine.setClock(order.at)
      await machine.open()
    } else if (order.order === 'close') await machine?.close()
    else {
      articles = order.articles
      machine?.setClock(order.at)
      await machine?.run()
    }
  }
  process.on('message', (order) => {
    obey(order as Order).then(
      () => answer('whole'),
      (error: unknown) => answer(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    )
  })
}

if (process.argv[1] === import.meta.filename) serve()
