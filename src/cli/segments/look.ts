import { Command } from 'commander'
import { UnusableSegment } from '../../domain/index.js'
import { unusableSentence } from '../../report/segment-faults.js'
import { segmentSentence } from '../../report/segment-sentence.js'
import { type CommonOptions, withCommonOptions } from '../common.js'
import { CommandEnd, exitCodes, printJson, printLine } from '../output.js'
import { counted, type SegmentWork, withSegments } from './open.js'

interface MembersOptions extends CommonOptions {
  search?: string
  from?: string
  publication?: string
}

const pageSize = 50

/** `semainier segments [NAME]`: every segment with its sentence and its count, or who is in one. */
export function showCommand(): Command {
  return withCommonOptions(new Command('show'))
    .description('who is in a segment, and why somebody would get no message; without a name, the list')
    .argument('[name]', 'name of a segment')
    .option('--search <words>', 'only those whose name, organisation, commune or address holds these words')
    .option('--publication <name>', 'tell whether they receive this publication; by default, any')
    .option('--from <number>', `where to begin; ${pageSize} at a time`, '1')
    .action((name: string | undefined, options: MembersOptions) =>
      withSegments(options, (work) => (name === undefined ? list(work, options) : members(work, name, options))),
    )
}

async function list({ store, texts, publications }: SegmentWork, { json }: CommonOptions): Promise<void> {
  const told = []
  for (const { name, rule } of await store.segments.list()) {
    const sentence = segmentSentence(rule, texts, publications)
    const count = await store.segments.count(rule).catch((error: unknown) => {
      if (error instanceof UnusableSegment) return unusableSentence(error, texts)
      throw error
    })
    told.push({ name, sentence, rule, ...(typeof count === 'string' ? { problem: count } : count) })
  }
  if (json) return printJson({ segments: told })
  if (told.length === 0) return printLine(texts.t('segments.none'))
  for (const one of told) {
    const count = 'problem' in one ? one.problem : counted(texts, one)
    printLine(texts.t('segments.line', { name: one.name, counted: count }))
    printLine(`  ${one.sentence}`)
  }
}

async function members({ store, texts, publications }: SegmentWork, name: string, options: MembersOptions) {
  const { t } = texts
  const segment = await store.segments.byName(name)
  if (!segment) throw new CommandEnd(exitCodes.usage, t('segments.unknown', { name }))
  const { search = '', publication } = options
  const offset = Math.max(0, Math.trunc(Number(options.from) || 1) - 1)
  const count = await store.segments.count(segment.rule)
  const page = await store.segments.members(segment.rule, {
    search,
    offset,
    size: pageSize,
    ...(publication === undefined ? {} : { publication }),
  })
  const sentence = segmentSentence(segment.rule, texts, publications)
  if (options.json) return printJson({ name: segment.name, rule: segment.rule, sentence, ...count, ...page })
  printLine(t('segments.line', { name: segment.name, counted: counted(texts, count) }))
  printLine(`  ${sentence}`)
  for (const { organisation, name: contact, email, notWritten } of page.members) {
    const who = [organisation?.name, organisation?.commune, contact].filter(Boolean).join(', ')
    printLine(`${email}${who && `  ${who}`}${notWritten === null ? '' : `  (${t(`segments.why.${notWritten}`)})`}`)
  }
  const last = offset + page.members.length
  if (last < page.total) printLine(t('segments.shown', { first: offset + 1, last, total: page.total, next: last + 1 }))
}
