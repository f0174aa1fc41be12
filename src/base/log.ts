import { pino, type Logger } from 'pino'

export type Log = Logger

/**
 * A mail address, or the "user:password@host" of a URL. The "@" of a package's name follows a slash, and what follows a
 * backslash belongs to an escape of JSON.
 */
const addressPattern = /(?<!\\)[\p{L}\p{N}.!#$%&'*+=?^_`{|}~:-]+@(?:\[[^\]\s"]+\]|[\p{L}\p{N}.-]+)/gu

/**
 * Structured lines with ids, never addresses or secrets: what a caller passes by mistake under these names is masked,
 * and so is any address in any line, since a server's or a database's words may quote one.
 * `level` "silent" writes nothing.
 */
export function createLog(level: string, destination: NodeJS.WritableStream = process.stderr): Log {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['email', 'address', 'token', 'password', 'url.auth', '*.email', '*.address', '*.token', '*.password'],
        censor: '[masked]',
      },
    },
    {
      write: (line: string) =>
        void destination.write(line.includes('@') ? line.replaceAll(addressPattern, '[address]') : line),
    },
  )
}

export const silentLog: Log = createLog('silent')
