type Mjml = typeof import('mjml')

/**
 * MJML from the one file that the build makes of it (`npm run build:mjml`): read in half the time that its six hundred
 * modules take, on the way of every mail. It reads HTML with cheerio, whose main entry brings a whole HTTP client for
 * pages that nobody here fetches: the file has none.
 */
export async function loadMjml(): Promise<Mjml> {
  const { default: mjml } = (await import(new URL('../../vendor/mjml.cjs', import.meta.url).href)) as { default: Mjml }
  return mjml
}
