import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { HttpError } from '../../src/base/http-error.js'
import { UnusablePicture } from '../../src/base/picture.js'
import { fetchPicture } from '../../src/collect/picture.js'
import { readPictureName } from '../../src/domain/index.js'
import { answering, startWebServer } from '../support/web-server.js'

const options = { allowPrivate: true, timeoutMs: 5000 }
/** A PNG whose header (IHDR) says that it is `side` pixels wide and high. */
function claiming(png: Buffer, side: number): Buffer {
  const bomb = Buffer.from(png)
  bomb.writeUInt32BE(side, 16)
  bomb.writeUInt32BE(side, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  return bomb
}

const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({
    create: { width, height, channels, background: { r: 30, g: 120, b: 60, alpha: 0.5 } },
    limitInputPixels: false,
  })

test('a photo becomes a JPEG that fits a mail, upright, its camera and place forgotten; a small one is not blown up', async (t) => {
  const exif = { IFD0: { Copyright: 'Camille' }, IFD3: { GPSLatitude: '43/1 38/1 46/1' } }
  const upright = await plain(3000, 2000).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const base = await startWebServer(t, {
    '/large.jpg': answering(upright),
    '/small.png': answering(await plain(200, 100, 4).png().toBuffer()),
    '/modern.webp': answering(await plain(1200, 600).webp().toBuffer()),
  })
  const large = await fetchPicture(`${base}/large.jpg`, options)
  const seen = await sharp(large.body).metadata()
  assert.deepEqual([seen.format, seen.width, seen.height], ['jpeg', 1067, 1600])
  assert.deepEqual([seen.exif, seen.orientation], [undefined, undefined])
  const { width, height } = readPictureName(large.name) ?? {}
  assert.deepEqual([width, height], [1067, 1600])

  const small = await fetchPicture(`${base}/small.png`, options)
  const { dominant } = await sharp(small.body).stats()
  assert.match(small.name, /-200x100\.jpg$/)
  assert.ok(dominant.r > 100, 'on white, where it was transparent')
  assert.match((await fetchPicture(`${base}/modern.webp`, options)).name, /-1088x544\.jpg$/)
})

test('what is no photo, is broken, too large or not to be reached is refused, and memory stays small', async (t) => {
  const whole = await plain(800, 600).jpeg().toBuffer()
  const base = await startWebServer(t, {
    '/drawing.svg': answering('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect/></svg>'),
    '/page.jpg': answering('<!doctype html><p>Connectez-vous</p>', { 'content-type': 'image/jpeg' }),
    '/broken.jpg': answering(whole.subarray(0, whole.length / 2)),
    '/bomb.png': answering(claiming(await plain(10, 10).png().toBuffer(), 60_000)),
    '/wide.png': answering(await plain(10_000, 10_000).toColourspace('b-w').png({ compressionLevel: 1 }).toBuffer()),
  })
  const before = process.memoryUsage().rss
  const unusable = ['/drawing.svg', '/page.jpg', '/broken.jpg', '/bomb.png']
  for (const path of unusable) await assert.rejects(fetchPicture(base + path, options), UnusablePicture, path)
  assert.match((await fetchPicture(`${base}/wide.png`, options)).name, /-1088x1088\.jpg$/)
  assert.ok(process.memoryUsage().rss - before < 150_000_000)
  await assert.rejects(fetchPicture(`${base}/missing.jpg`, options), HttpError)
  await assert.rejects(
    fetchPicture(`${base}/wide.png`, { ...options, allowPrivate: false }),
    (error) => error instanceof HttpError && error.code === 'private-address',
  )
})
