import assert from 'node:assert/strict'

export type Properties = Record<string, string>

/** A strict reader of what RFC 5545 asks for: CRLF, lines of 75 octets, known names, VEVENTs of our own. */
export function readEvents(ics: string): Properties[] {
  assert.ok(ics.endsWith('\r\n') || ics.endsWith('END:VCALENDAR'))
  assert.ok(!/[^\r]\n|\r[^\n]/.test(ics), 'every line ends in CRLF')
  for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  const lines = ics
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean)
  assert.equal(lines[0], 'BEGIN:VCALENDAR')
  assert.equal(lines.at(-1), 'END:VCALENDAR')
  const events: Properties[] = []
  let current: Properties | undefined
  for (const line of lines.slice(1, -1)) {
    const [, name = '', value = ''] =
      /^([A-Z-]+(?:;[A-Z-]+=[\w/-]+)*):(.*)$/.exec(line) ?? assert.fail(`not a property: ${line}`)
    if (line === 'BEGIN:VEVENT') current = {}
    else if (line === 'END:VEVENT') {
      events.push(current ?? assert.fail('END without BEGIN'))
      current = undefined
    } else if (current) {
      assert.ok(!(name in current), `${name} twice`)
      assert.ok(!/(?<!\\)(?:\\\\)*[,;]/.test(value) || name.startsWith('URL') || name === 'UID', `unescaped: ${line}`)
      current[name] = value
    }
  }
  return events
}
