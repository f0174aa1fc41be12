import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'
import { portOption } from './start.js'

interface DemoOptions {
  once?: boolean
  port: number
  config: string
  json?: boolean
}

/** `semainier demo`: the Saturday job on bundled data, from the blog to the inbox, with nothing to configure. */
export function demoCommand(): Command {
  return withCommonOptions(new Command('demo'))
    .description('the Saturday job on bundled data, into a built-in inbox; then pages to look at')
    .option('--once', 'exit when the job is done')
    .option('--port <n>', 'port of the pages', portOption, 3000)
    .action(demo)
}

async function demo(options: DemoOptions): Promise<void> {
  const started = performance.now()
  const dataDir = await mkdtemp(join(tmpdir(), 'semainier-demo-'))
  const { openDemo } = await import('./demo/world.js')
  const world = await openDemo({ config: options.config, dataDir, port: options.once ? 0 : options.port })
  try {
    const { runDemo } = await import('./demo/story.js')
    const result = await runDemo(world, { quiet: options.json ?? false })
    const summary = {
      ...result,
      seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
      // The whole process since its start; Chromium is a process of its own and not in it.
      peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    }
    const { t } = world.app.context.texts
    if (options.json) printJson(summary)
    else
      printLine(
        `\n${t('demo.done', { ...summary.sums, messages: summary.messages, seconds: summary.seconds, memory: summary.peakMemoryMegabytes })}`,
      )
    if (options.once) {
      if (result.sums.accepted === 0) throw new CommandEnd(exitCodes.failed, '')
      return
    }
    printLine(`\n${t('demo.look', { url: world.url })}`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
    })
  } finally {
    await world.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
