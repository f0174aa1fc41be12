import { mixColours, readableOn } from '../base/colour.js'
import type { OfficeSettings } from '../domain/settings/office.js'

/** The shades that mail, paper and archive draw from the office's two colours. */
export interface Palette {
  /** For text and bands: dark enough for white on it. */
  main: string
  accent: string
  /** The paper of the mail, a breath of the accent. */
  cream: string
  /** Sky and panels. */
  pale: string
  line: string
  ink: string
  soft: string
  /** The main colour as text on a dark screen. */
  mainOnDark: string
}

export function paletteOf({ colours }: Pick<OfficeSettings, 'colours'>): Palette {
  const main = readableOn(colours.main, '#ffffff')
  return {
    main,
    accent: colours.accent,
    cream: mixColours(colours.accent, '#ffffff', 0.08),
    pale: mixColours(colours.accent, '#ffffff', 0.28),
    line: mixColours(main, '#e9e4dc', 0.12),
    ink: mixColours(main, '#1b1a1d', 0.1),
    soft: mixColours(main, '#57535a', 0.1),
    mainOnDark: readableOn(mixColours(main, '#ffffff', 0.45), '#1c1a1d'),
  }
}
