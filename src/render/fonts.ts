import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

interface Face {
  family: string
  weights: string
  file: string
  ranges: [number, number][]
  rangeText: string
}

/** In the order of the font stacks: display, text, then what they lack. */
const sheets = [
  { css: '@fontsource-variable/bricolage-grotesque/standard.css', family: 'Bricolage' },
  // Of one weight each: Chromium embeds these as they are, and a variable font only as drawings (Type 3).
  { css: '@fontsource/source-sans-3/400.css', family: 'Source Sans' },
  { css: '@fontsource/source-sans-3/600.css', family: 'Source Sans' },
  { css: '@fontsource/source-sans-3/700.css', family: 'Source Sans' },
  { css: '@fontsource/noto-sans-arabic/400.css', family: 'Noto Arabic', only: /-arabic-400/ },
  { css: '@fontsource/noto-sans-arabic/700.css', family: 'Noto Arabic', only: /-arabic-700/ },
  { css: '@fontsource/noto-sans-hebrew/400.css', family: 'Noto Hebrew', only: /-hebrew-400/ },
  { css: '@fontsource/noto-sans-hebrew/700.css', family: 'Noto Hebrew', only: /-hebrew-700/ },
  { css: '@fontsource/noto-emoji/500.css', family: 'Noto Emoji' },
]

let faces: Face[] | undefined
const encoded = new Map<string, string>()

function rangesOf(text: string): [number, number][] {
  return text.split(',').map((range) => {
    const [from = '0', to] = range.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)]
  })
}

function facesOf({ css, family, only }: (typeof sheets)[number]): Face[] {
  const path = require.resolve(css)
  const found = [...readFileSync(path, 'utf8').matchAll(/@font-face\s*{([^}]*)}/g)].map(([, body = '']): Face => {
    const rangeText = /unicode-range:\s*([^;]+);/.exec(body)?.[1] ?? 'U+0-10FFFF'
    return {
      family,
      weights: /font-weight:\s*([^;]+);/.exec(body)?.[1] ?? '400',
      file: join(dirname(path), /url\(([^)]+\.woff2)\)/.exec(body)?.[1] ?? ''),
      ranges: rangesOf(rangeText),
      rangeText,
    }
  })
  return only ? found.filter((face) => only.test(face.file)) : found
}

function faceRule({ family, weights, file, rangeText }: Face): string {
  let data = encoded.get(file)
  if (!data) {
    data = readFileSync(file).toString('base64')
    encoded.set(file, data)
  }
  const stretch = family === 'Bricolage' ? 'font-stretch:75% 100%;' : ''
  return `@font-face{font-family:'${family}';font-weight:${weights};${stretch}src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${rangeText}}`
}

/**
 * CSS that brings the bundled fonts, as data URIs: only the files that hold a character of `text`. Families are
 * "Bricolage" and "Source Sans", then "Noto Arabic", "Noto Hebrew" and "Noto Emoji" (one colour) for what they lack.
 */
export function fontFaces(text: string, families?: readonly string[]): string {
  faces ??= sheets.flatMap(facesOf)
  const characters = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0)
  return faces
    .filter((face) => !families || families.includes(face.family))
    .filter((face) => face.ranges.some(([from, to]) => characters.some((code) => code >= from && code <= to)))
    .map(faceRule)
    .join('\n')
}

/** Where a page wants its fonts. What a blog holds is escaped, so only a template can write it. */
const fontsPlace = '<style>/* fonts */</style>'

/** `html` with the fonts that its own words need, in the style element whose only content is the comment "fonts". */
export function withFonts(html: string): string {
  return html.replace(fontsPlace, () => `<style>${fontFaces(html)}</style>`)
}
