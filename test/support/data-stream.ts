import type { Transform } from 'node:stream'

// Not exported by nodemailer, beside whose entry it lies.
const file = new URL('smtp-connection/data-stream.js', import.meta.resolve('nodemailer'))
const { default: DataStream } = (await import(file.href)) as { default: new () => Transform }

/** nodemailer's own filter between a message and the socket: dots, line ends and the final dot. */
export const nodemailerDataStream = (): Transform => new DataStream()
