const time = String.raw`(\d{1,2})\s*(?:h|heures?|:)\s*([0-5]\d)?`
const written = new RegExp(
  String.raw`^(?:le )?(?:de|dès|à partir de|à|a|from|at)?\s*${time}(?:\s*(?:à|a|-|–|—|jusqu[’']à|to|until)\s*${time})?$`,
  'i',
)

/** Hours as "09:30"; an end is never guessed. */
export interface Hours {
  start: string
  end: string | null
}

function timeOf(hour: string | undefined, minute: string | undefined): string | null {
  if (hour === undefined || Number(hour) > 23) return null
  return `${hour.padStart(2, '0')}:${minute ?? '00'}`
}

/**
 * The hours that somebody wrote beside a date: "18h30", "de 9h30 à 12h", "14:00 – 17:00". Null for whatever else stands
 * there, such as two slots or "en matinée": those are for people to read.
 */
export function readHours(text: string): Hours | null {
  const match = written.exec(text.trim().replaceAll(/\s+/g, ' '))
  const start = timeOf(match?.[1], match?.[2])
  if (!match || start === null) return null
  const end = timeOf(match[3], match[4])
  if (match[3] !== undefined && end === null) return null
  return { start, end }
}
