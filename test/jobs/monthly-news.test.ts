import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { nextPlanned, plannedAround } from '../../jobs/steps/calendar-of-publication.js'
import { correctNewsIssue } from '../../jobs/steps/correct.js'
import { approveIssue } from '../../jobs/steps/decide.js'
import { changeOfChoice, changeOfEntry, changeOfPost } from '../../src/compose/news/edit-news.js'
import { namedTarget } from '../../src/compose/corrections/target.js'
import { publicHolidays, workingDaysBefore } from '../../src/domain/index.js'
import { officeSchema } from '../../src/domain/settings/office.js'
import { publicationsSchema } from '../../src/domain/settings/publications.js'
import { office } from '../fixtures/office.js'
import { openFriday } from '../support/friday.js'
import { type NewsBlog, openNewsBlog } from '../support/news-blog.js'

const news = (settings: object = {}) => {
  const nouvelles = { kind: 'monthly-news', title: 'Les nouvelles', posts: [{ feed: 'blog' }], ...settings }
  return publicationsSchema.parse({ publications: { nouvelles } }).publications['nouvelles']!
}
const paris = (settings: object = {}) => ({ ...office, ...officeSchema.parse({ ...office, ...settings }) })
const at = (text: string) => Temporal.Instant.from(text)

test('the public holidays of France, of Alsace, and of nobody', () => {
  const of = (year: number, where: 'france' | 'alsace-moselle' | 'none') => [...publicHolidays(year, where)].toSorted()
  assert.deepEqual(of(2026, 'france'), [
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ])
  // The earliest and the latest Easter of the century (22 March is not in it).
  assert.ok(publicHolidays(2008, 'france').has('2008-03-24') && publicHolidays(2038, 'france').has('2038-04-26'))
  assert.deepEqual(
    of(2026, 'alsace-moselle').filter((day) => !of(2026, 'france').includes(day)),
    ['2026-04-03', '2026-12-26'],
  )
  assert.deepEqual(of(2026, 'none'), [])
})

test('the first Tuesday, or the next day on which somebody is there; the draft five working days before', () => {
  const plan = (month: string, settings: object = {}, who = paris()) =>
    plannedAround(at(`${month}-15T10:00:00Z`), 'nouvelles', news(settings), who).find((one) => one.period === month)
  const days = (month: string, settings?: object, who = paris()) => {
    const one = plan(month, settings, who)
    return one && [one.sendDate, one.composeAt.toZonedDateTimeISO('Europe/Paris').toPlainDate().toString()]
  }
  assert.deepEqual(days('2026-07'), ['2026-07-07', '2026-06-30'])
  // Whit Monday is no working day, nor is the 14th of July, which is the second Tuesday.
  assert.deepEqual(days('2026-06', { draft: { workingDays: 6 } }), ['2026-06-02', '2026-05-22'])
  assert.deepEqual(days('2026-07', { send: { day: 'second tuesday' } }), ['2026-07-15', '2026-07-07'])
  assert.deepEqual(days('2026-12', { send: { day: 'last friday' } }), ['2026-12-28', '2026-12-18'])
  const closed = paris({ workingDays: { closed: ['2026-12-24/2027-01-03'] } })
  assert.deepEqual(days('2026-12', { send: { day: 'last friday' } }, closed)?.[0], '2027-01-04')
  const never = paris({ workingDays: { closed: ['2000-01-01/2999-12-31'] } })
  assert.deepEqual(days('2026-07', {}, never)?.[0], '2026-07-07', 'an office that is always closed stops no calendar')
  assert.equal(
    workingDaysBefore(Temporal.PlainDate.from('2026-05-04'), 1, closed.workingDays).toString(),
    '2026-04-30',
    '1 May is a Friday',
  )
})

test('nine o’clock is nine o’clock on either side of a change of the clock; the next issue is the one to come', () => {
  const plans = plannedAround(at('2026-10-15T10:00:00Z'), 'nouvelles', news({ send: { day: 'last sunday' } }), paris())
  const utc = (month: string) => plans.find((one) => one.period === month)?.sendAt.toString()
  assert.deepEqual([utc('2026-10'), utc('2026-09')], ['2026-10-26T08:00:00Z', '2026-09-28T07:00:00Z'])
  const spring = { send: { day: 'last monday', time: '02:30' }, draft: { workingDays: 0, time: '02:30' } }
  const skipped = { workingDays: { days: ['sunday'], holidays: 'none' } }
  const around = plannedAround(at('2026-04-20T10:00:00Z'), 'nouvelles', news(spring), paris(skipped))
  const one = around.find(({ period }) => period === '2026-03')
  assert.equal(one?.sendDate, '2026-04-05')
  const next = (now: string) => nextPlanned(at(now), 'nouvelles', news(), paris())?.period
  assert.deepEqual([next('2026-07-07T06:59:00Z'), next('2026-07-07T07:00:00Z')], ['2026-07', '2026-08'])
})

const draft = at('2026-06-30T07:00:00Z')
const reminder = at('2026-07-03T07:00:00Z')
const proof = at('2026-07-06T12:00:00Z')
const sending = at('2026-07-07T07:00:00Z')

async function openNews(t: TestContext, posts?: NewsBlog['posts']) {
  const blog = await openNewsBlog(t, posts)
  const season = { from: '01-01', to: '01-02' }
  const friday = await openFriday(t, { publication: { season }, news: { rest: blog.rest, settings: { most: 3 } } })
  friday.clock.set(at('2026-06-20T07:00:00Z'))
  await friday.app.tick()
  const { context } = friday.app
  const subjects = () =>
    friday.sink.messages
      .filter(({ to }) => to === office.staff[0]?.address)
      .map(({ raw }) => /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(raw)?.[1] ?? '')
      .map((text) =>
        decodeURIComponent(
          text.replace(/=\?utf-8\?q\?(.*?)\?=\s*/gi, (_, word: string) =>
            word.replaceAll('=', '%').replaceAll('_', ' '),
          ),
        ),
      )
  return {
    blog,
    friday,
    context,
    toStaff: () => subjects().map((text) => text.split(/[\s\u00a0]*:/)[0] ?? ''),
    issue: async (period = '2026-07') => {
      const issue = await context.store.issues.byPeriod('nouvelles', period)
      assert.ok(issue?.content?.kind === 'monthly-news')
      return { ...issue, content: issue.content }
    },
  }
}

test('a month: draft, reminder, proof, approval, sending, each once; what staff did survives each new reading', async (t) => {
  const { blog, friday, context, toStaff, issue } = await openNews(t)
  await friday.at(draft)
  const first = await issue()
  assert.deepEqual(
    first.content.entries.map((one) => one.title),
    blog.posts
      .filter(({ category }) => category === 'Actualités')
      .slice(0, 3)
      .map((one) => one.title),
  )
  assert.equal(first.news?.posts.length, 30, 'all that stands in the category since the issue before')
  assert.equal((await context.store.jobs.byKey('compose/nouvelles/2026-07'))?.state, 'done')
  await friday.at(draft.add({ minutes: 1 }))
  assert.deepEqual(toStaff(), ['Brouillon'])

  const correct = (choose: Parameters<typeof correctNewsIssue>[3]) =>
    correctNewsIssue(context, first.id, 'Camille', choose)
  await correct(({ lines }) => ({ change: changeOfPost(lines[0]!, { title: 'Le moulin rouvre' }) }))
  await correct(({ lines }) => ({ change: changeOfChoice(lines[1]!, false) }))
  const own = { title: 'L’accueil ouvre le dimanche', text: 'De 10h à 13h.', url: null, picture: null }
  await correct(() => ({ change: changeOfEntry(namedTarget('entry', 'own'), own) }))
  const rewordPictured = (keep: boolean) =>
    correct(({ lines }) => {
      const line = lines.find(({ chosen, now }) => chosen && now.picture?.credit)!
      return { change: changeOfPost(line, { text: keep ? line.post!.text : null }) }
    })
  await rewordPictured(false)
  blog.posts.push({ id: 2000, title: 'Une nouveauté de juillet', at: '2026-07-02T09:00:00Z' })
  await friday.at(reminder)
  const titles = async () => (await issue()).content.entries.map((one) => one.title)
  assert.deepEqual(await titles(), ['L’accueil ouvre le dimanche', 'Une nouveauté de juillet', 'Le moulin rouvre'])
  const bare = async () => (await issue()).findings.filter(({ code }) => code === 'news-bare')
  const [title] = await bare()
  assert.equal(title?.level, 'warns', 'also beside a picture')
  assert.match(title?.text ?? '', /^Une nouvelle n’a pas de texte\s: «\s.*laissez-la de côté\.$/)
  await rewordPictured(true)
  await friday.at(proof)
  assert.deepEqual(await bare(), [])
  await friday.at(proof.add({ hours: 1 }))
  assert.deepEqual(toStaff(), ['Brouillon', 'Rappel', 'Bon à tirer'])

  await friday.at(sending)
  assert.deepEqual([(await issue()).state, (await issue()).stateReason], ['held', 'unapproved'])
  assert.deepEqual(friday.toPartners(), [])
  await friday.at(sending.add({ minutes: 61 }))
  const { id, revision } = await issue()
  assert.equal(await approveIssue(context, { id }, 'Camille', revision), 'done')
  await friday.app.queue.runDue()
  assert.deepEqual(
    friday.toPartners().toSorted(),
    [1, 2, 3].map((n) => `p${n}@partenaires.example.org`),
  )
  await friday.checkSums()

  // What was offered once is not offered again; August has nothing else, and is skipped with a word.
  await friday.at(at('2026-07-28T07:00:00Z'))
  assert.deepEqual((await issue('2026-08')).news?.posts, [])
  await friday.at(at('2026-08-04T07:00:00Z'))
  assert.deepEqual([(await issue('2026-08')).state, (await issue('2026-08')).stateReason], ['held', 'skipped'])
  assert.match(toStaff().at(-1) ?? '', /^Les nouvelles du mois/)
  const told = toStaff().length
  await friday.at(at('2026-08-04T12:00:00Z'))
  assert.equal(toStaff().length, told)
  assert.equal(friday.toPartners().length, 3)
})

test('a blog that cannot be read is no quiet month: the issue is held, read again, and leaves when it is back', async (t) => {
  const { blog, friday, context, issue, toStaff } = await openNews(t)
  blog.up = false
  await friday.at(draft)
  assert.deepEqual(
    (await issue()).findings.map(({ code, level }) => [code, level]),
    [['feed-failed', 'blocks']],
  )
  await friday.at(sending)
  assert.equal((await issue()).stateReason, 'checks')
  blog.up = true
  await friday.at(sending.add({ minutes: 61 }))
  const { id, revision, content } = await issue()
  assert.equal(content.entries.length, 3)
  await approveIssue(context, { id }, 'Camille', revision)
  await friday.app.queue.runDue()
  assert.equal(friday.toPartners().length, 3)
  assert.ok(toStaff().some((text) => text.startsWith('Les nouvelles')))
})

test('a machine that was off over the hour says so, once; within the grace it catches up', async (t) => {
  const { friday, context, issue, toStaff } = await openNews(t)
  await friday.at(draft)
  const { id, revision } = await issue()
  await approveIssue(context, { id }, 'Camille', revision)
  await friday.at(sending.add({ hours: 9 }))
  assert.equal(friday.toPartners().length, 3)

  const late = await openNews(t)
  await late.friday.at(draft)
  await late.friday.at(sending.add({ hours: 11 }))
  await late.friday.at(sending.add({ hours: 12 }))
  assert.deepEqual(late.friday.toPartners(), [])
  assert.equal(late.toStaff().filter((text) => text.startsWith('Les nouvelles')).length, 1)
  assert.equal(toStaff().length, 1)
})

test('three thousand pictures: one for each post that is taken, thirty at most, and a clear finding', async (t) => {
  const figure = (id: number) => (_: unknown, index: number) =>
    `<p><img src="https://blog.example.org/${id}-${index}.jpg" alt=""></p>`
  const posts = Array.from({ length: 40 }, (_, id) => ({
    id,
    title: `Nouvelle ${id}`,
    at: `2026-06-2${id % 10}T0${Math.floor(id / 10)}:00:00Z`,
    html: `<p>Beaucoup de photos.</p>${Array.from({ length: 75 }, figure(id)).join('')}`,
    picture: { alt: 'Une colline', caption: '© Office' },
  }))
  const blog = await openNewsBlog(t, posts)
  const friday = await openFriday(t, { news: { rest: blog.rest, settings: { most: 40 } } })
  const before = process.memoryUsage().rss
  const began = performance.now()
  await friday.at(draft)
  const seconds = (performance.now() - began) / 1000
  const grown = (process.memoryUsage().rss - before) / 1e6
  const issue = await friday.app.context.store.issues.byPeriod('nouvelles', '2026-07')
  assert.ok(issue?.content?.kind === 'monthly-news')
  assert.equal(issue.content.entries.length, 40)
  assert.equal(issue.content.entries.filter((one) => one.picture).length, 30)
  assert.equal(blog.asked.filter((path) => path.startsWith('/photo')).length, 30)
  assert.match(
    issue.findings.map(({ text }) => text).join(' '),
    /trop de photos.*10 ne sont pas montrées, au-delà de 30/,
  )
  assert.ok(seconds < 20 && grown < 300, `${seconds} s, ${grown} MB`)
  t.diagnostic(`${seconds.toFixed(1)} s, ${grown.toFixed(0)} MB more`)
})
