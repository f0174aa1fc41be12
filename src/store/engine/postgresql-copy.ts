import pg from 'pg'

/** What pg's connections can beside what their types tell (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY). */
interface CopyingConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/**
 * "copy … from stdin" with its rows. A query of pg's own kind, since a pipelining client takes no other (pg-copy-streams
 * among them); nothing else may be asked on its connection before it is answered.
 */
class CopyIn extends pg.Query {
  readonly #rows: string

  constructor(statement: string, rows: string, done: (error: Error | undefined, result: unknown) => void) {
    super(statement, done)
    this.#rows = rows
  }

  /** Called by pg when the server waits for the rows. */
  handleCopyInResponse(connection: CopyingConnection): void {
    connection.sendCopyFromChunk(Buffer.from(this.#rows))
    connection.endCopyFrom()
  }
}

/** Carries out "copy … from stdin" with rows as `copyText` writes them. */
export function copyIn(client: pg.ClientBase, statement: string, rows: string): Promise<pg.QueryResult> {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>()
  const done = (error: Error | undefined, result: unknown) =>
    error ? reject(error) : resolve(result as pg.QueryResult)
  client.query(new CopyIn(statement, rows, done))
  return promise
}

/** What must not stand in a field as it is; U+0000 is refused in any text. */
const special = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\uFFFD' }
// eslint-disable-next-line no-control-regex
const specials = /[\\\t\n\r\0]/g

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value !== 'string') return String(value)
  // Asked first: most hold none, and this is half of the time.
  return value.search(specials) === -1
    ? value
    : value.replace(specials, (sign) => special[sign as keyof typeof special])
}

/** Rows in COPY's text format (https://www.postgresql.org/docs/current/sql-copy.html), each followed by the same values. */
export function copyText(
  columns: readonly string[],
  rows: readonly Record<string, unknown>[],
  same: readonly unknown[],
): string {
  const end = `${same.map((value) => `\t${field(value)}`).join('')}\n`
  let text = ''
  for (const row of rows) {
    let between = ''
    for (const column of columns) {
      text += between + field(row[column])
      between = '\t'
    }
    text += end
  }
  return text
}
