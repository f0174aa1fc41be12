import { Command } from 'commander'
import { loadTexts } from '../../base/texts.js'
import { agreesTo } from '../ask.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from '../common.js'
import { CommandEnd, exitCodes, printJson, printLine } from '../output.js'
import { author } from '../who.js'

/** `semainier partners show ADDRESS`: everything known about an address, for the person who asks (GDPR art. 15). */
export function showCommand(): Command {
  return withCommonOptions(new Command('show'))
    .description('everything known about an address, to hand to the person')
    .argument('<address>', 'an e-mail address')
    .action(async (address: string, options: CommonOptions) => {
      const { office } = settingsOf(options).settings
      const { openStore } = await import('../../store/store.js')
      const store = await openStore(databaseOf(options))
      try {
        const file = await store.persons.everythingAbout(address)
        if (options.json) return printJson(file)
        const { personFileText } = await import('../../report/person-file.js')
        printLine(personFileText(file, loadTexts(office.language), office.timeZone).trimEnd())
      } finally {
        await store.close()
      }
    })
}

interface EraseOptions extends CommonOptions {
  yes?: true
  by?: string
  organisation?: true
  opposition: boolean
}

/** `semainier partners erase ADDRESS`: takes a person out of everything, and says what is kept and why (GDPR art. 17). */
export function eraseCommand(): Command {
  return withCommonOptions(new Command('erase'))
    .description('erase everything known about an address')
    .argument('<address>', 'an e-mail address')
    .option('--yes', 'do not ask')
    .option('--organisation', 'erase its organisation too, where it has no other contact')
    .option('--no-opposition', 'let a later import write to the address again, unless the person had opposed')
    .option('--by <name>', 'who decided, for the journal; by default whoever runs the command')
    .action(async (address: string, options: EraseOptions) => {
      const { office } = settingsOf(options).settings
      const { t } = loadTexts(office.language)
      const agrees = async (question: string, values: Record<string, string>) =>
        await agreesTo(t(question, values), t, options)
      if (!options.yes && !(await agrees('person.erase', { address })))
        throw new CommandEnd(exitCodes.refused, t('person.notErased'))
      const { openStore } = await import('../../store/store.js')
      const store = await openStore(databaseOf(options))
      try {
        const names = (await store.persons.organisationsOnlyReachedAt(address)).join(', ')
        const withOrganisations =
          names !== '' &&
          (options.organisation ?? (!options.yes && (await agrees('person.eraseOrganisation', { names }))))
        const keep = { keepOpposition: options.opposition, withOrganisations }
        const source = { who: author(options), door: 'command', ...keep } as const
        const erased = await store.transaction((rows) => rows.persons.erase(address, source))
        if (options.json) return printJson(erased)
        printLine(t('person.erased', { ...erased }))
        if (names !== '')
          printLine(t(withOrganisations ? 'person.organisationErased' : 'person.organisationKept', { names }))
        printLine(t('person.ledgerKept', { count: erased.deliveries }))
        printLine(t(erased.opposed ? 'person.oppositionKept' : 'person.oppositionNotKept'))
      } finally {
        await store.close()
      }
    })
}
