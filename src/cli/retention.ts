import { Command } from 'commander'
import { loadTexts } from '../base/texts.js'
import type { RetentionDue } from '../store/retention.js'
import { agreesTo } from './ask.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'
import { author } from './who.js'

interface RetentionOptions extends CommonOptions {
  apply?: true
  yes?: true
  by?: string
}

/** `semainier retention`: what has been kept for as long as the settings say; `--apply` removes it. */
export function retentionCommand(): Command {
  return withCommonOptions(new Command('retention'))
    .description('what would be removed because it was kept long enough')
    .option('--apply', 'remove it')
    .option('--yes', 'with --apply: do not ask')
    .option('--by <name>', 'who decided, for the journal; by default whoever runs the command')
    .action(async (options: RetentionOptions) => {
      const { office } = settingsOf(options).settings
      const { retention, timeZone } = office
      const { t } = loadTexts(office.language)
      const { openStore } = await import('../store/store.js')
      const store = await openStore(databaseOf(options))
      const tell = (due: RetentionDue) => {
        const day = (instant: string | null) =>
          instant === null
            ? 'none'
            : Temporal.Instant.from(instant)
                .toZonedDateTimeISO(timeZone)
                .toLocaleString(office.language, { dateStyle: 'long' })
        const limits = {
          deliveries: retention.deliveriesMonths,
          rawCopies: retention.rawCopiesMonths,
          signUps: retention.signUpDays,
          contacts: retention.contactsMonths,
          orders: retention.ordersMonths,
        }
        for (const name of ['deliveries', 'rawCopies', 'signUps', 'contacts', 'orders'] as const) {
          const { count, oldest } = due[name]
          printLine(t(`retention.${name}`, { count, limit: limits[name], oldest: day(oldest) }))
        }
      }
      try {
        const due = await store.retention.due(retention, timeZone)
        const nothing = Object.values(due).every((one) => one.count === 0)
        if (!options.apply || nothing) {
          if (options.json) return printJson({ applied: false, due })
          tell(due)
          return printLine(t(nothing ? 'retention.nothing' : 'retention.report'))
        }
        if (!options.yes) {
          if (!options.json) tell(due)
          if (!(await agreesTo(t('retention.ask'), t, options)))
            throw new CommandEnd(exitCodes.refused, t('retention.notApplied'))
        }
        const source = { who: author(options), door: 'command' } as const
        const removed = await store.transaction((rows) => rows.retention.apply(retention, timeZone, source))
        if (options.json) return printJson({ applied: true, due: removed })
        tell(removed)
        printLine(t('retention.applied'))
      } finally {
        await store.close()
      }
    })
}
