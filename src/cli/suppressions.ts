import { Command } from 'commander'
import { loadTexts, type Texts } from '../base/texts.js'
import { emailKey } from '../domain/index.js'
import type { Store } from '../store/store.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'
import { operator } from './who.js'

interface LiftOptions extends CommonOptions {
  asked?: true
}

/** `semainier suppressions`: the addresses that are never written to, and lifting one. */
export function suppressionsCommand(): Command {
  const lift = withCommonOptions(new Command('lift'))
    .description('let an address be written to again')
    .argument('<address>', 'an e-mail address')
    .option('--asked', 'its owner, who had asked for no more mail, asks for it again')
    .action((address: string, options: LiftOptions) =>
      withStore(options, (store, texts) => liftOne(store, texts, address, options)),
    )
  const listing = withCommonOptions(new Command('list'))
    .description('all of them: since when, why, and the address as long as a contact has it')
    .action((options: CommonOptions) => withStore(options, (store, texts) => list(store, texts, options)))
  return new Command('suppressions')
    .description('addresses that are never written to')
    .addCommand(listing, { isDefault: true })
    .addCommand(lift)
}

async function withStore(options: CommonOptions, work: (store: Store, texts: Texts) => Promise<void>): Promise<void> {
  const texts = loadTexts(settingsOf(options).settings.office.language)
  const { openStore } = await import('../store/store.js')
  const store = await openStore(databaseOf(options))
  try {
    await work(store, texts)
  } finally {
    await store.close()
  }
}

async function list(store: Store, texts: Texts, { json }: CommonOptions): Promise<void> {
  const suppressions = await store.suppressions.list()
  if (json) return printJson({ suppressions })
  if (suppressions.length === 0) return printLine(texts.t('suppressions.none'))
  for (const { hash, reason, since, address } of suppressions)
    printLine(`${since.slice(0, 10)}  ${texts.t(`suppressions.${reason}`)}  ${address ?? hash.slice(0, 16)}`)
}

async function liftOne(store: Store, { t }: Texts, address: string, { asked, json }: LiftOptions): Promise<void> {
  const lifted = await store.transaction(async ({ suppressions, partners }) => {
    const reason = await suppressions.reasonFor(emailKey(address))
    // A person's wish ends by that person's wish only.
    if (reason === 'opposed' && !asked)
      throw new CommandEnd(exitCodes.refused, t('suppressions.opposedStays', { address }))
    return await partners.liftOpposition(emailKey(address), { who: operator(), door: 'command' })
  })
  if (!lifted) throw new CommandEnd(exitCodes.failed, t('suppressions.unknown', { address }))
  if (json) printJson({ address, lifted })
  else printLine(t('suppressions.lifted', { address }))
}
