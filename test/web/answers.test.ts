import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { countChanges } from '../../src/base/changes.js'
import { type AnswersOptions, openAnswers } from '../../src/web/answers.js'
import { fridayAfternoon } from '../support/friday.js'
import { openPublicPages } from '../support/public-pages.js'
import { seatPeople } from '../support/seat-people.js'

/** Pages behind a memory, and how often they were written. */
function remembering({
  refuse = () => false,
  ...options
}: Partial<AnswersOptions> & { refuse?: (request: Request) => boolean } = {}) {
  const changes = countChanges()
  const app = new Hono()
  const ask: AnswersOptions['ask'] = (request, env) => {
    if (refuse(request)) throw new Error('no way to ask')
    return app.fetch(request, env)
  }
  const answers = openAnswers({ changes, ask, ...options })
  let written = 0
  const gates: Promise<void>[] = []
  const page = async (c: Context) => {
    written += 1
    const text = `${c.req.query('size') ? 'x'.repeat(Number(c.req.query('size'))) : written}`
    await gates.shift()
    return c.html(text, 200, c.req.path === '/public' ? { 'Cache-Control': 'public, max-age=9' } : {})
  }
  app.use(
    '/for/*',
    answers.remember((c) => c.req.header('reader') ?? null),
  )
  app.get('/for/cookie', (c) => {
    c.header('Set-Cookie', 'a=b')
    return page(c)
  })
  app.get('/for/error', () => {
    written += 1
    throw new Error('broken')
  })
  app.get('/for/once', (c) => {
    if (written > 0) throw new Error('broken')
    return page(c)
  })
  app.get('/for/file', (c) => c.body(String((written += 1)), 200, { 'Content-Type': 'text/csv' }))
  app.get('/for/all', page)
  app.get('/public', answers.rememberPublic, page)
  app.onError((_error, c) => c.text('failed', 500))
  const get = async (path: string, headers: Record<string, string> = { reader: 'zoé' }) =>
    await app.request(path, { headers })
  return { changes, gates, get, text: async (...asked: Parameters<typeof get>) => await (await get(...asked)).text() }
}

test('an answer serves for its time, for one reader at one address, and no longer than until something changes', async () => {
  let time = 0
  const { text, changes } = remembering({ now: () => time })
  assert.deepEqual([await text('/for/all'), await text('/for/all')], ['1', '1'])
  assert.equal(await text('/for/all', { reader: 'paul' }), '2', 'another reader')
  assert.equal(await text('/for/all?page=2'), '3', 'another address')
  assert.deepEqual([await text('/for/all', {}), await text('/for/all', {})], ['4', '5'], 'nobody that it could be for')
  assert.equal(await text('/for/all'), '1')
  changes.made()
  assert.equal(await text('/for/all'), '6')
  time += 4001
  assert.equal(await text('/for/all'), '7')
})

/** Time in which what is due behind everybody's back is begun, and done where nothing holds it. */
async function meanwhile() {
  await setTimeout(200)
}

test('after its time a page is made anew behind the back of whoever asks, once; never past a change', async () => {
  let time = 0
  const { text, changes, gates } = remembering({ now: () => time })
  const late = () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gates.push(promise)
    return resolve
  }
  assert.equal(await text('/for/all'), '1')
  time += 2001
  const makeSecond = late()
  assert.deepEqual([await text('/for/all'), await text('/for/all')], ['1', '1'])
  await meanwhile()
  assert.equal(await text('/for/all'), '1', 'not ready yet')
  makeSecond()
  await meanwhile()
  assert.deepEqual([await text('/for/all'), await text('/for/all')], ['2', '2'], 'and made but once')

  time += 4000
  assert.equal(await text('/for/all'), '3', 'too old to be shown to anybody')
  time += 2001
  const makeFourth = late()
  assert.equal(await text('/for/all'), '3')
  await meanwhile()
  changes.made()
  assert.equal(await text('/for/all'), '5', 'what was begun before a change is shown to nobody after it')
  makeFourth()
  await meanwhile()
  assert.equal(await text('/for/all'), '5')
})

test('a page that fails or ends meanwhile is not shown for longer', async () => {
  let time = 0
  const { text } = remembering({ now: () => time })
  assert.equal(await text('/for/once'), '1')
  time += 2001
  assert.equal(await text('/for/once'), '1')
  await meanwhile()
  assert.equal(await text('/for/once'), 'failed')
})

test('a page that cannot even be asked for keeps no other from being made anew', async () => {
  let time = 0
  let refusals = 0
  const { text } = remembering({
    now: () => time,
    refuse: (request) => request.url.endsWith('page=a') && (refusals += 1) > 0,
  })
  const [first, second] = [await text('/for/all?page=a'), await text('/for/all?page=b')]
  time += 2001
  assert.equal(await text('/for/all?page=a'), first)
  assert.equal(await text('/for/all?page=b'), second)
  await meanwhile()
  assert.equal(refusals, 1)
  assert.equal(await text('/for/all?page=b'), '3')
})

test('of many pages due at once each is made after whoever has come is answered, however late another is', async () => {
  let time = 0
  const { text, gates } = remembering({ now: () => time })
  const pages = ['a', 'b', 'c'].map((page) => `/for/all?page=${page}`)
  const all = () => Promise.all(pages.map((page) => text(page)))
  const first = await all()
  time += 2001
  const { promise, resolve } = Promise.withResolvers<void>()
  gates.push(promise)
  assert.deepEqual(await all(), first)
  assert.deepEqual(await all(), first)
  await meanwhile()
  assert.deepEqual(await all(), [first[0], '5', '6'])
  resolve()
  await meanwhile()
  assert.deepEqual(await all(), ['4', '5', '6'])
})

test('what is one’s own, what failed and what is no page is written anew each time', async () => {
  for (const path of ['/for/cookie', '/for/error', '/for/file', '/for/all?fait=saved']) {
    const { get, text } = remembering()
    const first = await get(path)
    assert.notEqual(await text(path), first.status === 500 ? '1' : await first.text(), path)
    assert.equal(first.headers.get('Set-Cookie'), path === '/for/cookie' ? 'a=b' : null)
  }
  const { text } = remembering()
  await Promise.all([text('/for/error'), text('/for/error')])
  assert.equal(await text('/for/all'), '3', 'two who ask at once for what fails each have their own failure')
})

test('who asks while a page is written waits for it, unless something has changed since', async () => {
  const { text, changes, gates } = remembering()
  const { promise, resolve } = Promise.withResolvers<void>()
  gates.push(promise)
  const early = [text('/for/all'), text('/for/all')]
  await new Promise(setImmediate)
  changes.made()
  assert.equal(await text('/for/all'), '2', 'what was begun before the change is of no use after it')
  resolve()
  assert.deepEqual(await Promise.all(early), ['1', '1'])
  assert.equal(await text('/for/all'), '2')
})

test('what is kept weighs no more than it may; the oldest goes first, and the very large is not kept', async () => {
  const { text, get } = remembering({ bytes: 10_000 })
  const sized = async (size: number) => (await text(`/for/all?size=${size}`)).length
  assert.equal(await text('/for/all'), '1')
  await sized(2000)
  assert.equal(await text('/for/all'), '1', 'as it was: the large one went straight on')
  for (let size = 1000; size < 1012; size++) await sized(size)
  assert.notEqual(await text('/for/all'), '1')
  const page = await get('/public')
  const again = await get('/public', { 'If-None-Match': page.headers.get('ETag') ?? '' })
  assert.deepEqual([again.status, await again.text()], [304, ''])
  assert.equal(again.headers.get('Cache-Control'), 'public, max-age=9')
})

test('at the console nobody sees what another may, each in their language; a change is seen at once by all', async () => {
  const pages = await openPublicPages({ partners: 1 })
  const { friday, url } = pages
  try {
    const { store, publicUrl } = friday.app.context
    const seats = seatPeople(`${friday.dataDir}/semainier.sqlite`, 20, publicUrl)
    const of = (role: string, language = 'fr') =>
      seats.find((one) => one.role === role && one.language === language) ?? assert.fail(`no ${role}`)
    const [administrator, editor, reader] = [of('administrator'), of('editor'), of('reader')]
    const get = (path: string, { cookie }: { cookie: string }) =>
      fetch(`${url}/console${path}`, { headers: { cookie }, redirect: 'manual' })
    const text = async (...asked: Parameters<typeof get>) => await (await get(...asked)).text()
    const post = (path: string, { cookie }: { cookie: string }, fields = {}) =>
      pages.post(`/console${path}`, fields, { cookie, origin: url })

    for (const path of ['', '/partenaires'])
      for (const seat of [...seats, ...seats.toReversed()]) {
        const page = await text(path, seat)
        assert.match(page, new RegExp(`>${seat.name}</a>`), 'one’s own name')
        assert.match(page, new RegExp(`<html lang="${seat.language}"`))
        assert.equal(/\/nouveau"/.test(page), path !== '' && seat.role !== 'reader', `${seat.role} ${path}`)
      }
    assert.equal((await get('/equipe', administrator)).headers.get('cache-control'), 'no-store')
    for (const seat of [editor, reader]) assert.equal((await get('/equipe', seat)).status, 403)
    assert.equal((await get('/equipe', administrator)).status, 200)

    const [here, there] = [seats.indexOf(reader), seats.indexOf(reader) + 10].map((place) => seats[place]!)
    assert.ok(here && there?.name === here.name)
    for (const seat of [here, there]) assert.equal((await text('/mon-compte', seat)).split('celui-ci').length, 2)

    assert.doesNotMatch(await text('/partenaires', reader), /Lavoir/)
    const added = await post('/partenaires/nouveau', editor, { name: 'Lavoir', commune: 'Biran' })
    assert.equal(added.status, 303)
    for (const seat of [editor, reader, administrator]) assert.match(await text('/partenaires', seat), /Lavoir/)
    const proof = /href="\/console\/numeros\/[^"]+"/
    assert.doesNotMatch(await text('', reader), proof)
    await friday.at(fridayAfternoon)
    assert.match(await text('', reader), proof, 'what a job composed')

    await text('/journal', reader)
    await store.journal.write([{ what: 'exported', contactId: null }], { who: 'Ailleurs', door: 'console' })
    assert.doesNotMatch(await text('/journal', reader), /Ailleurs/, 'another process is heard of two seconds later')
    friday.app.context.changes.made()
    assert.match(await text('/journal', reader), /Ailleurs/)

    assert.equal((await post('/langue', here, { langue: 'en' })).status, 303)
    assert.match(await text('', here), /<html lang="en"/)
    assert.equal((await post('/deconnexion', here)).status, 303)
    assert.equal((await get('', here)).status, 303, 'signed out is out')
    assert.equal((await get('', there)).status, 200)
  } finally {
    await pages.close()
  }
})
