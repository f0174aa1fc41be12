import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const read = (html: string) =>
  readAgenda(
    {
      title: 'Que faire du 6 au 12 juillet 2026 ?',
      html,
      publishedAt: null,
      url: 'https://blog.example.org/a',
      feed: 'blog',
      image: null,
    },
    { zone: 'Europe/Paris', communes: officeCommunes() },
  )

const lines = (html: string) =>
  read(html).occurrences.map(
    ({ date, start, title, commune }) => `${date.slice(8)} ${start ?? '-'} ${title}, ${commune ?? '?'}`,
  )

test('a festival told day by day in one paragraph gives its village to each day', () => {
  const html =
    '<h3>Vendredi 10 au dimanche 12</h3><p>Festival des Granges à Jégun. Vendredi : 21h bal. Samedi : 15h stage de danse.</p>'
  assert.deepEqual(lines(html), ['10 21:00 Bal, Jégun', '11 15:00 Stage de danse, Jégun'])
})

test('days with hours of their own in one sentence are two occurrences', () => {
  const html = '<h3>Spectacles</h3><ul><li>Théâtre à Pavie : vendredi à 21h et dimanche à 17h</li></ul>'
  assert.deepEqual(lines(html), ['10 21:00 Théâtre, Pavie', '12 17:00 Théâtre, Pavie'])
})

test('a reminder counts once', () => {
  const html =
    '<h3>Mardi 7</h3><p>21h : concert, Pavie</p><h3>Mercredi 8</h3><p>10h : visite, Auch<br>Rappel : mardi 7 à 21h, concert, Pavie</p>'
  assert.deepEqual(lines(html), ['07 21:00 Concert, Pavie', '08 10:00 Visite, Auch'])
})

test('an event after midnight keeps its evening’s date', () => {
  const [one] = read('<h3>Samedi 11</h3><p>Minuit : soupe à l’oignon, Pavie</p>').occurrences
  assert.deepEqual([one?.date, one?.start, one?.afterMidnight], ['2026-07-11', '00:00', true])
})

test('what looks like an event and cannot be read whole is kept for staff', () => {
  const { toComplete } = read(
    '<h3>Lundi 6</h3><p>21h, à Pavie</p><h3>Temps forts</h3><p>À 15h, concert à Auch.</p><h3>Mardi 7</h3><p>Une surprise se prépare</p>',
  )
  assert.deepEqual(
    toComplete.map(({ reason, date }) => [reason, date]),
    [
      ['no-title', '2026-07-06'],
      ['no-day', null],
      ['unread', '2026-07-07'],
    ],
  )
})

test('opening hours, newsletters and last week’s pictures are not kept at all', () => {
  const agenda = read(
    '<h3>Lundi 6</h3><p>21h, bal, Pavie</p><h3>Bon à savoir</h3><p>Samedi 11 : ouvert de 9h à 12h</p><p>Notre office d’Auch est ouvert tous les jours de 9h à 18h.</p><div class="sharedaddy"><p>Mardi 7, 10h : partagez !</p></div>',
  )
  assert.equal(agenda.occurrences.length, 1)
  assert.deepEqual(agenda.toComplete, [])
})

test('the teaser of the week after is told apart', () => {
  const agenda = read(
    '<h3>Dimanche 12</h3><p>21h, bal, Pavie</p><p>La semaine prochaine, ne manquez pas la fête de Biran le mardi 14 à 21h.</p>',
  )
  assert.equal(agenda.occurrences.length, 1)
  assert.match(agenda.nextWeek ?? '', /fête de Biran/)
})

test('a heading outside the week is said, and its events are left to staff', () => {
  const agenda = read('<h3>Lundi 6</h3><p>21h, bal, Pavie</p><h3>Mardi 21 juillet</h3><p>21h, concert, Pavie</p>')
  assert.deepEqual(
    agenda.warnings.map(({ code }) => code),
    ['outside-week'],
  )
  assert.equal(agenda.occurrences.length, 1)
  assert.equal(agenda.toComplete[0]?.reason, 'no-day')
})

test('intro and lead image, with the credit of its caption', () => {
  const agenda = read(
    '<p>Bonjour l’été !</p><figure><img src="https://blog.example.org/a.jpg" alt="Le clocher"><figcaption>Le soir – crédit photo : Office</figcaption></figure><h3>Lundi 6</h3><p>21h, bal, Pavie</p>',
  )
  assert.equal(agenda.intro, 'Bonjour l’été !')
  assert.deepEqual(agenda.image, { url: 'https://blog.example.org/a.jpg', alt: 'Le clocher', credit: 'Office' })
})

test('a struck line is cancelled, a struck hour is not read', () => {
  const { occurrences } = read(
    '<h3>Lundi 6</h3><p><del>21h, bal, Pavie</del></p><p><del>17h</del> 18h : concert, Auch</p>',
  )
  assert.deepEqual(
    occurrences.map(({ start, status }) => [start, status]),
    [
      ['18:00', 'scheduled'],
      ['21:00', 'cancelled'],
    ],
  )
})

const card = (title: string, ...others: string[]) =>
  `<div><h4>${title}</h4>${others.map((line) => `<p>${line}</p>`).join('')}</div>`

test('a card says its days as a range, and its farm is no closing notice', () => {
  const html =
    '<p>Bonjour !</p>' +
    card('Stage de vannerie', 'Du jeudi 9 au vendredi 10 juillet · 9h30 – 11h30', 'Ferme des Aulnes, Duran', '12 €') +
    card('Souvenirs d’école', 'Samedi 11 juillet · 21h', 'Imprimerie du Pont, Pavie')
  const { occurrences, intro, toComplete } = read(html)
  assert.deepEqual(
    occurrences.map(({ date, start, end, title, venue }) => `${date.slice(8)} ${start}-${end} ${title}, ${venue}`),
    [
      '09 09:30-11:30 Stage de vannerie, Ferme des Aulnes',
      '10 09:30-11:30 Stage de vannerie, Ferme des Aulnes',
      '11 21:00-null Souvenirs d’école, Imprimerie du Pont',
    ],
  )
  assert.equal(intro, 'Bonjour !')
  assert.deepEqual(toComplete, [])
})

test('a misspelt day in mid-paragraph opens its day', () => {
  const html = '<p>LUNDI 6 : 10h visite, Auch. DIMACHE 12 : 11h messe, Pavie.</p>'
  assert.deepEqual(lines(html), ['06 10:00 Visite, Auch', '12 11:00 Messe, Pavie'])
})

const twoDays: Array<[string, string[]]> = [
  [
    '<p>Samedi 11 et dimanche 12 – 10h : salon, Barran.<br>Samedi 11 – 8h30 : trail, Puycasquier<br>15h : loto, Duran<br>Dimanche 12 – 7h : brocante, Pessan<br>11h : pêche, Leboulin</p>',
    [
      '11 08:30 Trail, Puycasquier',
      '11 10:00 Salon, Barran',
      '11 15:00 Loto, Duran',
      '12 07:00 Brocante, Pessan',
      '12 10:00 Salon, Barran',
      '12 11:00 Pêche, Leboulin',
    ],
  ],
  [
    '<h3>Samedi 11 et dimanche 12</h3><p>Samedi – 8h30 : trail, Puycasquier<br>15h : loto, Duran</p><p>10h : salon, Barran</p>',
    ['11 08:30 Trail, Puycasquier', '11 10:00 Salon, Barran', '11 15:00 Loto, Duran', '12 10:00 Salon, Barran'],
  ],
  [
    '<h3>Samedi 11 et dimanche 12</h3><ul><li>Samedi à 21h : bal, Pavie</li><li>10h : salon, Barran</li></ul>',
    ['11 10:00 Salon, Barran', '11 21:00 Bal, Pavie', '12 10:00 Salon, Barran'],
  ],
]

for (const [html, expected] of twoDays) {
  test(`two days and one of them: ${html.slice(0, 60)}`, () => assert.deepEqual(lines(html), expected))
}

for (const lead of [
  'Et tous les jours, à 15h, visite',
  'À 15h, visite tous les jours,',
  'Sans oublier, chaque jour à 15h, visite',
]) {
  test(`a paragraph of every day after the last day's: ${lead}`, () => {
    const html = `<p><b>Samedi 11</b>, 10h : bal, Pavie.</p><p><b>Dimanche 12</b>, 10h : messe, Auch.</p><p>${lead} à Auch.</p>`
    assert.equal(read(html).occurrences.filter(({ start }) => start === '15:00').length, 7)
  })
}

const again: Array<[string, string[]]> = [
  [
    '10h, visite de la tour, Auch (idem mercredi)',
    ['07 10:00 Visite de la tour, Auch', '08 10:00 Visite de la tour, Auch'],
  ],
  [
    '11h visite du lavoir, Pavie, idem samedi à 14h',
    ['07 11:00 Visite du lavoir, Pavie', '11 14:00 Visite du lavoir, Pavie'],
  ],
  ['15h : atelier à Auch, également jeudi 9 à 17h', ['07 15:00 Atelier, Auch', '09 17:00 Atelier, Auch']],
  ['16h : conte à Pavie (et aussi le vendredi)', ['07 16:00 Conte, Pavie', '10 16:00 Conte, Pavie']],
]

for (const [text, expected] of again) {
  test(`the same on another day: ${text}`, () => assert.deepEqual(lines(`<h3>Mardi 7</h3><p>${text}</p>`), expected))
}

test('a reminder makes neither an event, nor an exhibition, nor work for staff', () => {
  const agenda = read(
    '<h3>Mardi 7</h3><p>10h, visite de la tour, Auch (idem mercredi)</p><h3>Mercredi 8</h3><p>Rappel : la visite de la tour, c’est aussi aujourd’hui à 10h</p><h3>Expositions</h3><p>rappel : visite de la tour mardi 7 dès 10h à Auch !!</p><p>Rappel : pensez au chapeau</p>',
  )
  assert.equal(agenda.occurrences.length, 2)
  assert.deepEqual([agenda.ongoing, agenda.toComplete], [[], []])
})

const several: Array<[string, string[]]> = [
  [
    '19h, marché gourmand à Pavie. On enchaîne à 21h45 avec un film projeté sur le mur du lavoir, gratuit.',
    ['07 19:00 Marché gourmand, Pavie', '07 21:45 Film, Pavie'],
  ],
  [
    '19h, repas à Pavie. La soirée se poursuit à 22h avec un bal. On termine à minuit par un feu d’artifice.',
    ['07 00:00 Feu d’artifice, Pavie', '07 19:00 Repas, Pavie', '07 22:00 Bal, Pavie'],
  ],
  [
    'Deux bals au choix : l’un à 21h sous la halle de Barran, l’autre à 21h30 place de la Bascule, à Jégun.',
    ['07 21:00 Deux bals au choix, Barran', '07 21:30 Deux bals au choix, Jégun'],
  ],
  [
    'Visites : la première à 10h à Biran, la seconde à 15h à Duran',
    ['07 10:00 Visites, Biran', '07 15:00 Visites, Duran'],
  ],
  [
    'Bal à 21h sous la halle de Biran et à 22h place du Foirail, à Jégun.',
    ['07 21:00 Bal sous la halle, Biran', '07 22:00 Bal, Jégun'],
  ],
  ['Concert à Biran à 18h et à Pavie à 21h', ['07 18:00 Concert, Biran', '07 21:00 Concert, Pavie']],
  ['Repas dès 19h30 à Biran, suivi à 22h d’un bal', ['07 19:30 Repas, Biran']],
  ['15h, théâtre à Preignan, avec la troupe de Duran, à 16h goûter', ['07 15:00 Théâtre, Preignan']],
]

for (const [text, expected] of several) {
  test(`several events of one line: ${text.slice(0, 60)}`, () =>
    assert.deepEqual(lines(`<h3>Mardi 7</h3><p>${text}</p>`), expected))
}

test('two plays, or two bands, of one hour and village stay two', () => {
  const items = ['théâtre, « La Noce »', 'théâtre, « Le Coq »', 'concert, Duo Sapin', 'concert, Trio Chêne']
  const html = `<h3>Mardi 7</h3><ul>${items.map((item) => `<li>20h30 : ${item}, Castelnau-Barbarens</li>`).join('')}</ul>`
  const { occurrences } = read(html)
  assert.deepEqual(
    occurrences.map(({ title, description, venue }) => [title, description, venue]),
    [
      ['Théâtre « La Noce »', null, null],
      ['Théâtre « Le Coq »', null, null],
      ['Concert', 'Duo Sapin.', null],
      ['Concert', 'Trio Chêne.', null],
    ],
  )
})

const noise = [
  'Cet article vous a plu ? Partagez-le ou recevez le prochain chaque vendredi à 9h.',
  'Chaque vendredi à 18h, notre sélection dans votre boîte mail !',
  'Recevez l’agenda chaque jeudi à 12h.',
  'Document sans valeur contractuelle, établi le 7 juillet à midi.',
  'Attention, l’office ferme à 17h le vendredi 10 pour inventaire.',
  'ps : l’office est fermé lundi matin, réouverture à 14h',
  'La navette du mardi 7 est annulée ; celle du 8 circule de 9h à 19h.',
  'Vous organisez et tout change ? Écrivez à agenda@office.example.org avant jeudi midi.',
]

for (const line of noise) {
  test(`no event and no work for staff: ${line}`, () => {
    const agenda = read(`<h3>Lundi 6</h3><p>21h, bal, Pavie</p><p>${line}</p><h3>Expositions</h3><p>${line}</p>`)
    assert.equal(agenda.occurrences.length, 1)
    assert.deepEqual([agenda.ongoing, agenda.toComplete], [[], []])
  })
}

test('a badge above a title belongs to its own card', () => {
  const html =
    '<h2>Les cartes</h2><div>' +
    card('Bal', 'Mardi 7 juillet · 21h', 'Pavie') +
    '<div><span>COMPLET</span><h4>Dîner</h4><p>Mercredi 8 juillet · 20h</p><p>Duran</p></div>' +
    '<div><div><span>Plus que 15 places</span></div><div><h4>Ciné</h4><p>Jeudi 9 juillet · 22h</p><p>Duran</p></div></div>' +
    '<div><div>ANNULÉ</div><p><strong>Loto</strong></p><p>Vendredi 10 juillet · 18h</p><p>Biran</p></div>' +
    card('Belote', 'Samedi 11 juillet · 14h', 'Biran', 'COMPLET') +
    '</div>'
  assert.deepEqual(
    read(html).occurrences.map(({ title, status, description }) => [title, status, description]),
    [
      ['Bal', 'scheduled', null],
      ['Dîner', 'soldOut', null],
      ['Ciné', 'scheduled', 'Plus que 15 places.'],
      ['Loto', 'cancelled', null],
      ['Belote', 'soldOut', null],
    ],
  )
})

test('the cards of exhibitions are told from the heading above them', () => {
  const html =
    '<h2>Expositions</h2>' +
    card('Exposition « Argiles »', 'Jusqu’au 6 septembre · 10h – 18h', 'Ancienne sellerie, Auch', 'Entrée libre') +
    card('« Rails »', 'Du 1er juillet au 30 août', 'Ancienne gare, Saint-Jean-Poutge') +
    card('Visite du musée', 'Mercredi 8 juillet · 10h', 'Auch')
  const { ongoing, occurrences, toComplete } = read(html)
  assert.deepEqual(
    ongoing.map(({ title, venue, commune, until }) => [title, venue, commune, until]),
    [
      ['Exposition « Argiles »', 'Ancienne sellerie', 'Auch', '2026-09-06'],
      ['« Rails »', 'Ancienne gare', 'Saint-Jean-Poutge', '2026-08-30'],
    ],
  )
  assert.deepEqual(
    occurrences.map(({ title }) => title),
    ['Visite du musée'],
  )
  assert.deepEqual(toComplete, [])
})

test('one sentence over two villages is two events, each with its own place', () => {
  const html =
    '<h3>Mardi 7</h3><p>Deux séances : à 15h à la médiathèque d’Auch et à 17h à celle de Pavie</p><p>On débute à 9h avec un marché à Biran, puis direction Duran à 15h pour un atelier. Pour finir, à 21h, un concert vous attend à Jégun.</p>'
  assert.deepEqual(lines(html), [
    '07 09:00 Marché, Biran',
    '07 15:00 Deux séances, Auch',
    '07 15:00 Atelier, Duran',
    '07 17:00 Deux séances, Pavie',
    '07 21:00 Concert, Jégun',
  ])
})
