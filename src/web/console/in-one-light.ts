/** A mail follows its reader's screen; a preview shows it in one light, whatever the screen of who looks. */
const screenIsDark = /\(prefers-color-scheme:\s*dark\)/g
const inLight = new Map([
  ['clair', 'not all'],
  ['sombre', 'all'],
])

/** A mail as it is seen on a light ("clair") or a dark ("sombre") screen; as it is where neither is asked for. */
export function inOneLight(html: string, aspect: string | undefined): string {
  const light = inLight.get(aspect ?? '')
  return light ? html.replaceAll(screenIsDark, light) : html
}
