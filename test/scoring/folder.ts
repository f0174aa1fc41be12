import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseArticle } from '../../src/collect/choose-article.js'
import { loadCommunes, type CommuneList } from '../../src/collect/communes.js'
import { readAgenda } from '../../src/collect/reading/read-agenda.js'
import type { Agenda, Article } from '../../src/domain/index.js'
import { compareAgenda, type Comparison } from './compare.js'
import { expectedSchema, type Expected } from './expected.js'
import { articlesOfRest, articlesOfRss } from './feeds.js'

/** The office whose articles are annotated. */
export const office = { zone: 'Europe/Paris', title: 'Que faire à Auch cette semaine', intercommunality: '200066926' }

export interface FolderScore {
  name: string
  expected: Expected
  agenda: Agenda
  comparison: Comparison
  /** What the choice got wrong, per source; empty when all is right. */
  choice: string[]
  /** Sources whose missing article had to be noticed, and in which it was. */
  missing: { expected: number; detected: number }
  milliseconds: number
}

let communes: CommuneList | null = null
export const officeCommunes = () => (communes ??= loadCommunes(office.intercommunality))

/** Runs the real choice and reading on one annotated folder. */
export async function scoreFolder(folder: string, name: string): Promise<FolderScore> {
  const expected = expectedSchema.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')))
  const content = contentArticle(folder, expected)
  const sources: Array<[string, Article[]]> = []
  if (existsSync(join(folder, 'feed.xml')))
    sources.push(['feed.xml', await articlesOfRss(readFileSync(join(folder, 'feed.xml'), 'utf8'))])
  if (existsSync(join(folder, 'posts.json')))
    sources.push(['posts.json', articlesOfRest(readFileSync(join(folder, 'posts.json'), 'utf8'))])
  const wanted = { ...office, title: expected.weeklyTitle ?? office.title }
  const choice: string[] = []
  const missing = { expected: 0, detected: 0 }
  let chosen = content
  for (const [source, articles] of sources) {
    const found = chooseArticle(articles, wanted, expected.requestedWeek ?? expected.week, office.zone)
    if (expected.articleMissing) {
      missing.expected++
      if (found.kind === 'missing') missing.detected++
      else choice.push(`${source}: ${found.kind}, though the article is missing`)
    } else if (found.kind !== 'found') choice.push(`${source}: ${found.kind}`)
    else if (found.article.guid !== expected.article?.guid) choice.push(`${source}: chose ${found.article.guid}`)
    else chosen = found.article
  }
  const started = performance.now()
  const agenda = readAgenda(chosen, { zone: office.zone, communes: officeCommunes() })
  const milliseconds = performance.now() - started
  return { name, expected, agenda, comparison: compareAgenda(expected, agenda), choice, missing, milliseconds }
}

function contentArticle(folder: string, expected: Expected): Article {
  return {
    feed: 'blog',
    guid: expected.article?.guid ?? '',
    url: expected.article?.link ?? null,
    title: expected.title,
    html: readFileSync(join(folder, 'content.html'), 'utf8'),
    categories: [],
    publishedAt: expected.article?.pubDate ?? expected.publishedAt ?? null,
    modifiedAt: null,
    image: null,
  }
}
