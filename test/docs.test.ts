import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { programRoot } from '../src/base/paths.js'
import { readTexts, type TextLanguage } from '../src/base/texts.js'
import { environmentVariables } from '../src/settings/environment.js'

const pages = { fr: 'docs/quand-un-envoi-s-arrete.md', en: 'docs/when-a-send-stops.md' } as const

/** What is quoted of a text: its words up to the first that varies. */
const beginning = (text: string) => (text.split('{', 1)[0] ?? '').trim()

for (const [language, path] of Object.entries(pages) as [TextLanguage, string][]) {
  test(`${path} names every reason in the words of the screens`, () => {
    const page = readFileSync(join(programRoot, path), 'utf8')
    const texts = readTexts(language)
    const reasons = [...texts.keys()].filter((key) => key.startsWith('send.') && key !== 'send.test-subject')
    assert.ok(reasons.length >= 5)
    const quoted = [...reasons, 'cli.isPaused', 'cli.isStopped', 'cli.theLog', 'alarm.job-failed.title']
    for (const key of quoted) {
      const words = beginning(texts.get(key) ?? '')
      assert.ok(words.length > 5 && page.includes(`\`${words}`), `${key}: "${words}"`)
    }
    for (const state of ['blocked', 'open'])
      assert.ok(page.includes(`\`${texts.get(`campaignState.${state}`)}\``), state)
    const [, uncertain = ''] = /: (.+?)\. /.exec(texts.get('cli.isUncertain') ?? '') ?? []
    assert.ok(page.includes(`\`${uncertain}\``), uncertain)
  })

  test(`${path} names no variable that does not exist`, () => {
    const page = readFileSync(join(programRoot, path), 'utf8')
    for (const [, name = ''] of page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)[`=]/g))
      assert.ok(name.replace(/_FILE$/, '') in environmentVariables, name)
  })
}
