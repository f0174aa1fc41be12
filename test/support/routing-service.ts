import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { kilometres } from '../../src/domain/index.js'

/** What OSRM's table service answers. */
export interface RoadTable {
  code: string
  durations: (number | null)[][]
  distances: (number | null)[][]
  sources: { location: [number, number]; distance: number; name: string; hint: string }[]
}

export interface RoutingService {
  url: string
  /** Path and query of what was asked. */
  asked: string[]
  /** What it does instead of answering as it should. */
  misbehave: ((response: ServerResponse, table: RoadTable) => void) | null
  close(): void
}

/** Roads are a third longer than the distance, are driven at 60 km/h, and run slower northwards. */
function tableOf(path: string): RoadTable {
  const spots = (/\/table\/v1\/driving\/([^?]+)/.exec(path)?.[1] ?? '').split(';').map((one) => {
    const [longitude = NaN, latitude = NaN] = one.split(',').map(Number)
    return { longitude, latitude }
  })
  const distances = spots.map((from) => spots.map((to) => Math.round(kilometres(from, to) * 13_300) / 10))
  const durations = spots.map((from, row) =>
    spots.map((to, column) => {
      const seconds = (distances[row]![column]! / 1000) * 60
      return Math.round(seconds * (to.latitude > from.latitude ? 12 : 10)) / 10
    }),
  )
  const sources = spots.map(({ longitude, latitude }) => {
    return { location: [longitude, latitude] as [number, number], distance: 0, name: '', hint: '' }
  })
  return { code: 'Ok', durations, distances, sources }
}

/** A server on loopback that answers as OSRM's table service does (HTTP API v1). */
export async function startRoutingService(): Promise<RoutingService> {
  const service: RoutingService = { url: '', asked: [], misbehave: null, close: () => undefined }
  const server = createServer((request: IncomingMessage, response) => {
    service.asked.push(request.url ?? '')
    const table = tableOf(request.url ?? '')
    if (service.misbehave) return service.misbehave(response, table)
    response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(table))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  service.close = () => {
    server.closeAllConnections()
    server.close()
  }
  return service
}
