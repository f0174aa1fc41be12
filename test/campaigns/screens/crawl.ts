import type { Page } from 'puppeteer-core'

/** An address by what it shows, whomever it is about. */
export const screenOf = (address: URL): string =>
  address.pathname
    .split('/')
    .map((part) => (/^[\da-f-]{30,}$|^[\w-]{20,}$/i.test(part) ? 'ID' : /^\d+$/.test(part) ? 'N' : part))
    .join('/') +
  [...new Set(address.searchParams.keys())]
    .toSorted()
    .map((key) => `&${key}`)
    .join('')
    .replace('&', '?')

/** What is handed out to be kept is no screen, and the way out would end the walk. */
const isScreen = ({ pathname }: URL): boolean => !/\.\w{2,5}$|\/sortir|\/export/.test(pathname)

/** Every address to which the screens lead from `starts`, three at most of each screen, as `visit` opens them. */
export async function crawl(
  page: Page,
  starts: readonly string[],
  visit: (address: string, screen: string) => Promise<void>,
): Promise<string[]> {
  const waiting = [...starts]
  const known = new Set(starts)
  const times = new Map<string, number>()
  const origin = new URL(starts[0] ?? '').origin
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const screen = screenOf(new URL(address))
    const seen = times.get(screen) ?? 0
    if (seen >= 3) continue
    times.set(screen, seen + 1)
    await visit(address, screen)
    const links = await page.$$eval('a[href]', (all) =>
      // Those of the map are links of a drawing.
      all.map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI).href),
    )
    for (const link of links) {
      const to = new URL(link)
      to.hash = ''
      if (to.origin !== origin || !isScreen(to) || known.has(to.href)) continue
      known.add(to.href)
      waiting.push(to.href)
    }
  }
  return [...times.keys()].toSorted()
}
