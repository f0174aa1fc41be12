import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { fetchBytes, type FetchOptions } from '../../src/base/http.js'
import { HttpError, type HttpErrorCode } from '../../src/base/http-error.js'
import { publicLookup } from '../../src/base/private-address.js'
import { answering, freePort, startWebServer } from '../support/web-server.js'

const options: FetchOptions = { timeoutMs: 2000, maxBytes: 1_000_000, allowPrivate: true }

async function failure(url: string, changed: Partial<FetchOptions> = {}): Promise<HttpError> {
  try {
    await fetchBytes(url, { ...options, ...changed })
  } catch (error) {
    assert.ok(error instanceof HttpError, String(error))
    return error
  }
  return assert.fail(`${url} was read`)
}

async function failsWith(code: HttpErrorCode, url: string, changed: Partial<FetchOptions> = {}): Promise<HttpError> {
  const error = await failure(url, changed)
  assert.equal(error.code, code, error.message)
  return error
}

test('a page is read whole, with the headers that matter', async (t) => {
  const base = await startWebServer(t, {
    '/': answering('bonjour', {
      'content-type': 'text/plain',
      etag: '"1"',
      'last-modified': 'Sat, 04 Jul 2026 06:00:00 GMT',
    }),
  })
  const page = await fetchBytes(`${base}/`, options)
  assert.deepEqual(
    { ...page, body: Buffer.from(page.body).toString() },
    {
      url: `${base}/`,
      status: 200,
      notModified: false,
      contentType: 'text/plain',
      etag: '"1"',
      lastModified: 'Sat, 04 Jul 2026 06:00:00 GMT',
      body: 'bonjour',
    },
  )
})

test('a conditional request that meets 304 is "not modified"; an uninvited 304 is an error', async (t) => {
  const base = await startWebServer(t, {
    '/': (request, response) => {
      const known = request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'then'
      response.writeHead(known ? 304 : 200).end(known ? undefined : 'new')
    },
    '/always': (_request, response) => void response.writeHead(304).end(),
  })
  const kept = await fetchBytes(`${base}/`, { ...options, etag: '"1"', lastModified: 'then' })
  assert.equal(kept.notModified, true)
  const fresh = await fetchBytes(`${base}/`, { ...options, etag: '"0"' })
  assert.equal(fresh.notModified, false)
  assert.equal((await failsWith('http-status', `${base}/always`)).status, 304)
})

test('404 and 500 carry their status and the start of the answer', async (t) => {
  const base = await startWebServer(t, {
    '/broken': (_request, response) => void response.writeHead(500).end('erreur de base de données'),
  })
  assert.equal((await failsWith('http-status', `${base}/none`)).status, 404)
  const broken = await failsWith('http-status', `${base}/broken`)
  assert.deepEqual([broken.status, broken.answer], [500, 'erreur de base de données'])
})

test('the time limit covers slow headers, a slow body and an endless trickle', async (t) => {
  const base = await startWebServer(t, {
    '/headers': () => undefined,
    '/body': (_request, response) => void response.writeHead(200, { 'content-length': '10' }).write('a'),
    '/trickle': (_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    },
  })
  for (const path of ['/headers', '/body', '/trickle']) {
    const start = performance.now()
    await failsWith('timeout', base + path, { timeoutMs: 250 })
    assert.ok(performance.now() - start < 1500, `${path} took ${performance.now() - start} ms`)
  }
})

test('the size limit stops 50 MB of plain bytes before they are all sent', async (t) => {
  let sent = 0
  const base = await startWebServer(t, {
    '/': (_request, response) => {
      const block = Buffer.alloc(1_000_000)
      const push = () => {
        while (sent < 50 && response.write(block)) sent++
        if (sent < 50) {
          sent++
          response.once('drain', push)
        } else response.end()
      }
      push()
    },
  })
  await failsWith('too-large', `${base}/`)
  assert.ok(sent < 40, `${sent} MB were sent`)
})

test('the size limit counts decompressed bytes: gzip, brotli, deflate and doubled bombs', async (t) => {
  const zeros = Buffer.alloc(50_000_000)
  const gzip = gzipSync(zeros)
  assert.ok(gzip.length < 100_000)
  const base = await startWebServer(t, {
    '/gzip': answering(gzip, { 'content-encoding': 'gzip' }),
    '/br': answering(brotliCompressSync(zeros), { 'content-encoding': 'br' }),
    '/deflate': answering(deflateSync(zeros), { 'content-encoding': 'deflate' }),
    '/twice': answering(gzipSync(gzip), { 'content-encoding': 'gzip, gzip' }),
    '/honest': answering(brotliCompressSync('agenda'), { 'content-encoding': 'br' }),
  })
  for (const path of ['/gzip', '/br', '/deflate', '/twice']) await failsWith('too-large', base + path)
  assert.equal(Buffer.from((await fetchBytes(`${base}/honest`, options)).body).toString(), 'agenda')
})

test('a body that breaks off is an error, never half a page', async (t) => {
  const base = await startWebServer(t, {
    '/reset': (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half')
      setTimeout(() => response.socket?.resetAndDestroy(), 20)
    },
    '/at-once': (request) => request.socket.resetAndDestroy(),
    '/bad-gzip': answering('not gzip at all', { 'content-encoding': 'gzip' }),
  })
  for (const path of ['/reset', '/at-once', '/bad-gzip']) await failsWith('interrupted', base + path)
})

test('nobody listens, nobody has that name, nobody signed that certificate', async (t) => {
  await failsWith('unreachable', `http://127.0.0.1:${await freePort()}/`)
  await failsWith('unknown-host', 'http://nowhere.invalid/')
  const plain = await startWebServer(t, { '/': answering('') })
  await failsWith('tls', plain.replace('http:', 'https:'))
})

test('redirects: five are followed, loops and other schemes are not', async (t) => {
  const base = await startWebServer(t, {
    '/a': (_request, response) => void response.writeHead(301, { location: '/b' }).end(),
    '/b': (_request, response) => void response.writeHead(302, { location: 'c' }).end(),
    '/c': answering('found'),
    '/loop': (_request, response) => void response.writeHead(302, { location: '/loop' }).end(),
    '/file': (_request, response) => void response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    '/data': (_request, response) => void response.writeHead(302, { location: 'data:text/plain,hello' }).end(),
  })
  assert.equal((await fetchBytes(`${base}/a`, options)).url, `${base}/c`)
  for (const path of ['/loop', '/file', '/data']) await failsWith('redirect', base + path)
})

test('private addresses are refused in every notation, and nothing is asked of them', async (t) => {
  let asked = 0
  const base = await startWebServer(t, { '/': (_request, response) => void (asked++, response.end('secret')) })
  const port = new URL(base).port
  const hosts = [
    '127.0.0.1 localhost 127.1 2130706433 0x7f.0.0.1 0177.0.0.1 0.0.0.0 0 ①②⑦.0.0.1',
    '[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] [fe80::1] [fc00::1]',
    '10.0.0.1 169.254.169.254 100.64.0.1 192.168.1.1 172.16.0.1',
  ].flatMap((line) => line.split(' '))
  for (const host of hosts) await failsWith('private-address', `http://${host}:${port}/`, { allowPrivate: false })
  assert.equal(asked, 0)
})

test('a name is judged by the addresses that are connected to, also after a redirect', async (t) => {
  let asked = 0
  const base = await startWebServer(t, { '/': (_request, response) => void (asked++, response.end('secret')) })
  const { port } = new URL(base)
  const rebound = publicLookup((_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]))
  await failsWith('private-address', `http://rebound.example.org:${port}/`, { allowPrivate: false, lookup: rebound })
  assert.equal(asked, 0)

  // The first server is let through under a public-looking name; its redirect to a bare private address is not.
  const open = await startWebServer(t, {
    '/': (_request, response) => void response.writeHead(302, { location: base }).end(),
  })
  const toLoopback: FetchOptions['lookup'] = (_host, _options, done) =>
    done(null, [{ address: '127.0.0.1', family: 4 }])
  const first = `http://blog.example.org:${new URL(open).port}/`
  const error = await failsWith('private-address', first, { allowPrivate: false, lookup: toLoopback })
  assert.equal(error.url, `${base}/`)
  assert.equal(asked, 0)
})

test('other schemes and credentials are bad addresses, and passwords stay out of errors', async () => {
  for (const url of [
    'file:///etc/hostname',
    'ftp://example.org/',
    'nonsense',
    'javascript:alert(1)',
    'http://127.0.0.1:25/',
  ]) {
    await failsWith('bad-address', url)
  }
  const error = await failsWith('bad-address', 'https://staff:s3cret@example.org/feed/')
  assert.equal(error.url, 'https://example.org/feed/')
  assert.ok(!error.message.includes('s3cret'))
})
