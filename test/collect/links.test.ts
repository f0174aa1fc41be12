import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLinks } from '../../src/collect/links.js'
import { freePort, startWebServer, type Handler } from '../support/web-server.js'

const status =
  (code: number): Handler =>
  (_request, response) =>
    void response.writeHead(code).end()

/** Answers `head` to HEAD and 200 to GET. */
const shyOfHead =
  (head: number): Handler =>
  (request, response) =>
    void response.writeHead(request.method === 'HEAD' ? head : 200).end()

test('only what is surely gone is dead', async (t) => {
  const base = await startWebServer(t, {
    '/ok': status(200),
    '/gone': status(410),
    ...Object.fromEntries([401, 403, 429, 500, 503].map((code) => [`/${code}`, status(code)])),
    ...Object.fromEntries([403, 404, 405, 501].map((code) => [`/head-${code}`, shyOfHead(code)])),
    '/slow': () => undefined,
    '/moved': (_request, response) => void response.writeHead(301, { location: '/missing' }).end(),
  })
  const closed = `http://127.0.0.1:${await freePort()}/`
  const alive = ['/ok', '/401', '/403', '/429', '/500', '/503', '/slow'].map((path) => base + path)
  const shy = [403, 404, 405, 501].map((code) => `${base}/head-${code}`)
  const dead = [`${base}/missing`, `${base}/gone`, `${base}/moved`, closed, 'http://nowhere.invalid/']
  const links = [
    ...alive,
    ...dead,
    ...shy,
    base.replace('http:', 'https:'),
    'mailto:accueil@example.org',
    `${base}/missing`,
  ]
  const found = await checkLinks(links, { allowPrivate: true, timeoutMs: 500 })
  assert.deepEqual(
    found.map((one) => [one.url, one.code, one.status]),
    [
      [`${base}/missing`, 'http-status', 404],
      [`${base}/gone`, 'http-status', 410],
      [`${base}/moved`, 'http-status', 404],
      [closed, 'unreachable', null],
      ['http://nowhere.invalid/', 'unknown-host', null],
      [base.replace('http:', 'https:'), 'tls', null],
    ],
  )
})

test('no more links are asked at once than allowed', async (t) => {
  let open = 0
  let most = 0
  const base = await startWebServer(t, {
    '/': (_request, response) => {
      most = Math.max(most, ++open)
      setTimeout(() => {
        open--
        response.end()
      }, 20)
    },
  })
  const links = Array.from({ length: 12 }, (_, number) => `${base}/?${number}`)
  assert.deepEqual(await checkLinks(links, { allowPrivate: true, timeoutMs: 2000, concurrency: 3 }), [])
  assert.equal(most, 3)
})
