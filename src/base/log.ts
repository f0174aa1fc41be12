import { pino, type Logger } from 'pino'

export type Log = Logger

/**
 * Structured lines with ids, never addresses or secrets: what a caller passes by mistake under these names is masked.
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
    destination,
  )
}

export const silentLog: Log = createLog('silent')
