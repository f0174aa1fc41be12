import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { Command, Option } from 'commander'
import { loadTexts } from '../base/texts.js'
import { type CommonOptions, settingsOf, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

interface RegisterOptions extends CommonOptions {
  out: string
  language?: 'fr' | 'en'
}

/** `semainier register --out FILE`: the entry for the record of processing (GDPR art. 30), from the settings alone. */
export function registerCommand(): Command {
  return withCommonOptions(new Command('register'))
    .description('the entry for the record of processing activities (GDPR art. 30), ready to print')
    .requiredOption('--out <file>', 'a file that ends in .html or .pdf')
    .addOption(new Option('--language <language>', "by default the office's").choices(['fr', 'en']))
    .action(async (options: RegisterOptions) => {
      const { settings, environment } = settingsOf(options)
      const { office, publications } = settings
      const kind = extname(options.out).toLowerCase()
      if (kind !== '.html' && kind !== '.pdf')
        throw new CommandEnd(exitCodes.usage, loadTexts(office.language).t('cli.registerFile'))
      const { renderRegister } = await import('../render/register.js')
      const today = Temporal.Now.plainDateISO(office.timeZone).toString()
      const html = renderRegister({ office, publications, language: options.language ?? office.language, today })
      await mkdir(dirname(options.out), { recursive: true })
      await writeFile(options.out, kind === '.html' ? html : await asPdf(html, environment.CHROMIUM_PATH))
      if (options.json) printJson({ file: options.out })
      else printLine(options.out)
    })
}

async function asPdf(html: string, chromiumPath: string | null): Promise<Uint8Array> {
  const { openPrinter } = await import('../render/printer.js')
  const printer = openPrinter({ chromiumPath })
  try {
    return await printer.document(html)
  } finally {
    await printer.close()
  }
}
