import { hostname } from 'node:os'
import { Command } from 'commander'
import { createLog } from '../base/log.js'
import { type CommonOptions, databaseOf, endAsked, openForCommand, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

/** What a worker is called among the processes at work on a database. */
const role = 'worker'

/** `semainier worker`: runs jobs beside a `start`, on this machine or another, until SIGTERM or Ctrl-C, which drains. */
export function workerCommand(): Command {
  return withCommonOptions(new Command('worker'))
    .description('run jobs only, beside a start: any number of them, on any machine that reaches the database')
    .option('--alive', 'say whether a worker of this machine is at work, and end: for health checks')
    .action(async (options: CommonOptions & { alive?: boolean }) => {
      if (options.alive) return await tellAlive(options)
      const asked = endAsked()
      const log = createLog(options.json ? 'silent' : (process.env['LOG_LEVEL'] ?? 'info'), process.stdout)
      const app = await openForCommand(options, role, { log })
      app.work()
      const { workerId, texts } = app.context
      if (options.json) printJson({ worker: workerId })
      else printLine(texts.t('cli.working', { worker: workerId }))
      await asked
      await app.close()
    })
}

async function tellAlive(options: CommonOptions): Promise<void> {
  const { openStore } = await import('../store/store.js')
  const store = await openStore(databaseOf(options))
  try {
    const workers = (await store.workers.living(role)).filter((row) => row.host === hostname())
    const told = workers.map((row) => ({ worker: row.id, pid: row.pid, beat: row.beat_at }))
    if (options.json) printJson(told)
    else for (const { worker, beat } of told) printLine(`${worker} ${beat}`)
    if (told.length === 0) throw new CommandEnd(exitCodes.failed, '')
  } finally {
    await store.close()
  }
}
