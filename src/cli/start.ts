import { Command, InvalidArgumentError } from 'commander'
import { createLog } from '../base/log.js'
import { type CommonOptions, endAsked, settingsOf, withCommonOptions } from './common.js'
import { firstAccountLink } from './first-account.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

export function portOption(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('expected a port, from 0 to 65535')
  return port
}

/** `semainier start`: clock, queue and pages in one process, until SIGTERM or Ctrl-C, which drains. */
export function startCommand(): Command {
  return withCommonOptions(new Command('start'))
    .description('run the program: clock, sending and pages in one process')
    .option('--port <n>', 'port of the pages', portOption)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(async (options: CommonOptions & { port?: number; host: string }) => {
      const { settings, environment } = settingsOf(options)
      const { AlreadyRunning, openApp } = await import('../app.js')
      const { createWeb, listen, PortTaken } = await import('../web/web.js')
      const asked = endAsked()
      const { watchPages } = await import('../web/watch.js')
      const log = createLog(process.env['LOG_LEVEL'] ?? 'info', process.stdout)
      const app = await openApp({
        settings,
        environment,
        dataDir: options.data,
        role: 'start',
        log: options.json ? createLog('silent') : log,
      }).catch((error: unknown) => {
        if (!(error instanceof AlreadyRunning)) throw error
        throw new CommandEnd(
          exitCodes.failed,
          `Semainier tourne déjà sur ces données (processus ${error.pid} sur ${error.host}, depuis ${error.since}). Arrêtez-le d’abord, ou choisissez un autre dossier avec --data.`,
        )
      })
      const web = createWeb(app.context, {
        secretKey: environment.SECRET_KEY,
        oidcSecret: environment.OIDC_SECRET,
        examines: true,
        more: (pages) => pages.route('/', watchPages(app, environment.METRICS_FROM)),
      })
      const pages = await listen(web, options.port ?? environment.PORT, options.host).catch(async (error: unknown) => {
        await app.close()
        if (!(error instanceof PortTaken)) throw error
        throw new CommandEnd(exitCodes.failed, app.context.texts.t('cli.portTaken', { port: String(error.port) }))
      })
      const address = `http://${options.host}:${pages.port}`
      const first = await firstAccountLink(app.context)
      if (options.json) printJson({ address, publicUrl: app.context.publicUrl, firstAccount: first })
      else {
        printLine(`Semainier écoute sur ${address}`)
        if (first) printLine(`\n${app.context.texts.t('cli.firstAccount', { url: first })}`)
      }

      await app.start()
      await asked
      await pages.close()
      await app.close()
    })
}
