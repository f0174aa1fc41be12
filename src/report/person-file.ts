import type { Texts } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { PersonFile } from '../domain/index.js'

/** Everything known about an address as Markdown, in whole sentences, to be handed to the person (GDPR art. 12 and 15). */
export function personFileText(file: PersonFile, texts: Texts, zone: string): string {
  const t = (key: string, values?: Record<string, string | number>) => typeset(texts.t(key, values), texts.language)
  const day = (instant: string) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toLocaleString(texts.language, { dateStyle: 'long' })
  const moment = (instant: string) =>
    Temporal.Instant.from(instant)
      .toZonedDateTimeISO(zone)
      .toLocaleString(texts.language, { dateStyle: 'long', timeStyle: 'short' })
  const orNone = (value: string | null | undefined) => value || 'none'
  /** The word for a code; one that this version has no word for stands as it is. */
  const word = (section: string, known: readonly string[], code: string) =>
    known.includes(code) ? t(`person.${section}.${code}`) : code
  const door = (code: string) => word('door', doors, code)

  const sections: [string, string[]][] = [
    [
      'person.contacts',
      file.contacts.map(({ name, organisation, list, ...one }) =>
        t('person.contact', {
          ...one,
          role: one.role ?? '',
          name: name ?? t('person.noName'),
          since: day(one.since),
          file: orNone(list?.file ?? null),
          organisation: organisation
            ? t('person.organisation', {
                name: organisation.name,
                kind: orNone(organisation.kind),
                commune: orNone(organisation.commune),
              })
            : 'none',
        }),
      ),
    ],
    [
      'person.subscriptions',
      file.subscriptions.map((one) =>
        t('person.subscription', {
          publication: one.publication,
          ground: word('ground', grounds, one.ground),
          since: day(one.since),
          until: one.until ? day(one.until) : 'none',
          why: one.why ? door(one.why) : '',
        }),
      ),
    ],
    [
      'person.signUps',
      file.signUps.map((one) =>
        t('person.signUp', {
          askedAt: moment(one.askedAt),
          publications: one.publications.join(', '),
          confirmedAt: one.confirmedAt ? moment(one.confirmedAt) : 'none',
          text: one.text,
        }),
      ),
    ],
    [
      'person.opposition',
      file.opposition
        ? [
            t('person.opposed', {
              since: day(file.opposition.since),
              reason: word('reason', reasons, file.opposition.reason),
            }),
          ]
        : [],
    ],
    [
      'person.deliveries',
      file.deliveries.map((one) =>
        t('person.delivery', {
          at: moment(one.at),
          subject: one.subject,
          state: t(`state.${one.state}`, { count: 1 }),
          reply: orNone(one.reply ?? one.reason),
        }),
      ),
    ],
    [
      'person.bounces',
      file.bounces.map((one) => t('person.bounce', { at: moment(one.at), kind: one.kind, reason: one.reason })),
    ],
    [
      'person.orders',
      file.orders.map((one) =>
        t('person.order', {
          at: moment(one.at),
          state: t(`orders.state.${one.state}`),
          lines: one.lines.map(({ title, copies }) => `${copies} × ${title}`).join(', '),
          remark: orNone(one.remark),
        }),
      ),
    ],
    [
      'person.journal',
      file.journal.map((one) =>
        t('person.line', {
          at: moment(one.at),
          what: t(`person.what.${one.what}`),
          publication: orNone(one.publication),
          ground: one.ground ? word('ground', grounds, one.ground) : 'none',
          who: word('who', authors, one.who),
          door: door(one.door),
          note: orNone(one.note),
          text: orNone(one.agreed?.text),
          version: one.agreed?.version ?? '',
        }),
      ),
    ],
  ]
  const known = sections.some(([, lines]) => lines.length > 0)
  return [
    `# ${t('person.title', { address: file.address })}`,
    t('person.at', { at: moment(file.at) }),
    ...(known ? [] : [t('person.nothing')]),
    ...(known ? sections : []).map(
      ([title, lines]) =>
        `## ${t(title)}\n\n${lines.length > 0 ? lines.map((line) => `- ${line}`).join('\n') : t('person.none')}`,
    ),
  ]
    .join('\n\n')
    .concat('\n')
}

const doors = [
  'import',
  'sign-up',
  'preferences',
  'unsubscribe-page',
  'one-click',
  'mail',
  'command',
  'rule',
  'retention',
  'order-page',
]
const grounds = ['partner', 'asked', 'professional-interest']
const authors = ['person', 'program']
const reasons = ['asked', 'erased', 'bounced', 'complained']
