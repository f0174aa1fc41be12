import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A real server on the loopback, closed with the test. `routes` by path; anything else answers 404. */
export async function startWebServer(t: TestContext, routes: Record<string, Handler>): Promise<string> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*/, '')
    const handler = routes[path]
    if (handler) return handler(request, response)
    response.writeHead(404).end('nothing here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A handler that answers 200 with `body`. */
export function answering(body: string | Uint8Array, headers: Record<string, string> = {}): Handler {
  return (_request, response) => void response.writeHead(200, headers).end(body)
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
