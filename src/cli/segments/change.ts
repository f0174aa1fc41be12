import { Command } from 'commander'
import { z } from 'zod'
import { removeSegment, renameSegment, type SegmentDecision } from '../../../jobs/segments.js'
import { SettingsError } from '../../base/settings-error.js'
import { readSettingsFile } from '../../base/settings-file.js'
import type { Texts } from '../../base/texts.js'
import { type ChangeSource, longestSegmentName, readRule, segmentKey, type SegmentRule } from '../../domain/index.js'
import { faultSentence } from '../../report/segment-faults.js'
import { segmentSentence } from '../../report/segment-sentence.js'
import { agreesTo } from '../ask.js'
import { type CommonOptions, withCommonOptions } from '../common.js'
import { CommandEnd, exitCodes, printJson, printLine } from '../output.js'
import { author } from '../who.js'
import { counted, type SegmentWork, withSegments } from './open.js'

interface ChangeOptions extends CommonOptions {
  by?: string
  yes?: true
}

const changing = (name: string) =>
  withCommonOptions(new Command(name)).option(
    '--by <name>',
    'who decided, for the journal; by default whoever runs the command',
  )

const sourceOf = (options: ChangeOptions): ChangeSource => ({ who: author(options), door: 'command' })

/** `semainier segments save NAME FILE`: a new segment, or another rule for one. */
export function saveCommand(): Command {
  return changing('save')
    .description('save the rule of a YAML file under a name; one of that name gets the new rule')
    .argument('<name>', 'name of the segment, such as "Hébergeurs d’Auch"')
    .argument('<file>', 'YAML: all, any or none, then one condition a line; see the README')
    .action((name: string, file: string, options: ChangeOptions) =>
      withSegments(options, (work) => save(work, name, file, options)),
    )
}

/** `semainier segments rename NAME NEWNAME` */
export function renameCommand(): Command {
  return changing('rename')
    .description('give a segment another name')
    .argument('<name>', 'name of a segment')
    .argument('<new-name>', 'its new name')
    .action((name: string, newName: string, options: ChangeOptions) =>
      withSegments(options, async ({ store, texts, publications }) => {
        requireName(newName, texts)
        const fate = await renameSegment(store, publications, [name, newName], sourceOf(options))
        refuseUnlessDone(fate, fate === 'taken' ? newName : name, texts)
        if (options.json) printJson({ renamed: newName })
        else printLine(texts.t('segments.renamed', { name: newName }))
      }),
    )
}

/** `semainier segments delete NAME`, which asks first. */
export function removeCommand(): Command {
  return changing('delete')
    .description('remove a segment that nothing uses')
    .argument('<name>', 'name of a segment')
    .option('--yes', 'do not ask')
    .action((name: string, options: ChangeOptions) => withSegments(options, (work) => remove(work, name, options)))
}

async function save({ store, texts, publications }: SegmentWork, name: string, file: string, options: ChangeOptions) {
  requireName(name, texts)
  const rule = readRuleFile(file, Object.keys(publications), texts)
  // Told before it is kept: a place without position is a fault of the rule too.
  const count = await store.segments.count(rule)
  const { segment, outcome } = await store.transaction(({ segments }) => segments.save(name, rule, sourceOf(options)))
  const sentence = segmentSentence(rule, texts, publications)
  if (options.json) return printJson({ name: segment.name, outcome, rule, sentence, ...count })
  printLine(texts.t('segments.saved', { outcome, name: segment.name, sentence, counted: counted(texts, count) }))
}

async function remove({ store, texts, publications }: SegmentWork, name: string, options: ChangeOptions) {
  const { t } = texts
  const segment = await store.segments.byName(name)
  if (!segment) throw new CommandEnd(exitCodes.usage, t('segments.unknown', { name }))
  if (!options.yes) {
    const sentence = segmentSentence(segment.rule, texts, publications)
    if (!(await agreesTo(t('segments.askRemove', { name: segment.name, sentence }), t, options)))
      throw new CommandEnd(exitCodes.refused, t('segments.kept'))
  }
  refuseUnlessDone(await removeSegment(store, publications, name, sourceOf(options)), segment.name, texts)
  if (options.json) printJson({ removed: segment.name })
  else printLine(t('segments.removed', { name: segment.name }))
}

/** The rule that a file holds. @throws {SettingsError} with every fault: file, line, and what to write. */
function readRuleFile(file: string, publications: string[], texts: Texts): SegmentRule {
  const { value, problem } = readSettingsFile(file, z.unknown())
  const { rule, faults } = readRule(value, publications)
  if (rule) return rule
  throw new SettingsError(faults.map((fault) => problem(fault.path, faultSentence(fault, texts))))
}

function requireName(name: string, texts: Texts): void {
  if (segmentKey(name) !== '' && name.trim().length <= longestSegmentName) return
  throw new CommandEnd(exitCodes.usage, texts.t('segmentFault.name', { most: longestSegmentName }))
}

function refuseUnlessDone(fate: SegmentDecision, name: string, { t }: Texts): void {
  if (fate === 'done') return
  if (fate === 'unknown') throw new CommandEnd(exitCodes.usage, t('segments.unknown', { name }))
  if (fate === 'taken') throw new CommandEnd(exitCodes.refused, t('segments.taken', { name }))
  const why =
    'publications' in fate
      ? fate.publications.map((publication) => t('segments.usedByPublication', { publication, name }))
      : fate.campaigns.map((subject) => t('segments.usedByCampaign', { subject, name }))
  throw new CommandEnd(exitCodes.refused, why.join('\n'))
}
