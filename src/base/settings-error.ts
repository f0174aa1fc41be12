/** One thing wrong in the settings, where it stands, in a French sentence that says what to write. */
export interface SettingsProblem {
  /** The file as the caller named it, or "environnement". */
  file: string
  /** From 1; null for what has no line (a missing file, an environment variable). */
  line: number | null
  column: number | null
  /** "sender.address", "staff[0].name"; empty for the file as a whole. */
  key: string
  message: string
}

/** Settings that cannot be used, with everything that is wrong in them at once. */
export class SettingsError extends Error {
  constructor(readonly problems: SettingsProblem[]) {
    super(problems.map(problemLine).join('\n'))
    this.name = 'SettingsError'
  }
}

/** `config/office.yaml:12:3 sender.adress : clé inconnue` */
export function problemLine({ file, line, column, key, message }: SettingsProblem): string {
  const place = line === null ? file : `${file}:${line}:${column}`
  return key ? `${place} ${key}\u00a0: ${message}` : `${place} ${message}`
}
