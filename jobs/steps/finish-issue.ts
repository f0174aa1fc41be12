import { createHash } from 'node:crypto'
import type { RawFinding } from '../../src/compose/findings.js'
import type { PictureFile } from '../../src/domain/index.js'
import type { NewIssue } from '../../src/store/issues.js'
import type { Newsroom, RenderedIssue } from './context.js'
import { messageOfIssue, translationFile } from './issue-message.js'
import { sampleMessage } from './sample-message.js'
import { sayFinding } from './words.js'

type FinishedParts = Pick<
  NewIssue,
  'publication' | 'period' | 'content' | 'agenda' | 'news' | 'source' | 'corrections'
> & {
  findings: RawFinding[]
  pictures: PictureFile[]
  rendered: RenderedIssue
}

/** An issue that is composed, rendered and checked, as it is stored: held where a check stands in its way. */
export async function finishIssue(context: Newsroom, parts: FinishedParts): Promise<NewIssue> {
  const { rendered, findings: raw, pictures, ...issue } = parts
  const findings = raw.map((finding) => sayFinding(context.texts, finding))
  const blocked = findings.some((finding) => finding.level === 'blocks')
  const files = [
    { name: 'mail.html', contentType: 'text/html; charset=utf-8', body: Buffer.from(rendered.html) },
    { name: 'mail.txt', contentType: 'text/plain; charset=utf-8', body: Buffer.from(rendered.text) },
    ...rendered.files,
    ...pictures,
    ...(rendered.translations ?? []).map(translationFile),
  ]
  const message = messageOfIssue(context, { ...issue, subject: rendered.subject }, rendered)
  return {
    ...issue,
    state: blocked ? 'held' : 'composed',
    stateReason: blocked ? 'checks' : null,
    findings,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([issue.content, findings]))
      .digest('hex'),
    subject: rendered.subject,
    files: [...files, await sampleMessage(context, message, files)],
  }
}
