/** Sums with colours written "#rrggbb", for those who cannot ask a browser (mail clients) to do them. */

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** `share` (0 to 1) of `first` mixed with the rest of `second`, in sRGB. */
export function mixColours(first: string, second: string, share: number): string {
  const others = channels(second)
  const mixed = channels(first).map((channel, index) =>
    Math.round(channel * share + (others[index] ?? 0) * (1 - share)),
  )
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
export function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map((channel) => {
    const part = channel / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(first: string, second: string): number {
  const [low, high] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** `colour` itself, or darkened just enough to be read on `ground` at 4.5:1. */
export function readableOn(colour: string, ground: string): string {
  const target = luminance(ground) > 0.3 ? '#000000' : '#ffffff'
  let share = 1
  while (share > 0 && contrast(mixColours(colour, target, share), ground) < 4.5) share -= 0.05
  return mixColours(colour, target, Math.max(share, 0))
}
