import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

/** Day of the month, hours, title, commune and what became of it; then what goes on, marked "…". */
function read(html: string): string[] {
  const agenda = readAgenda(
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
  return [
    ...agenda.occurrences.map(({ date, start, end, title, commune, status }) => {
      const hours = end === null ? (start ?? '-') : `${start}-${end}`
      return `${Number(date.slice(8))} ${hours} ${title}, ${commune}${status === 'scheduled' ? '' : `, ${status}`}`
    }),
    ...agenda.ongoing.map(({ title, commune }) => `… ${title}, ${commune}`),
  ]
}

/** What each is about, the markup, and what is read. */
const styles: Array<[string, string, string[]]> = [
  [
    'a part of the day above the place of a card',
    '<h2>Mardi 7</h2><div><p><b>MATIN</b></p></div><div><h4>Marché de plein vent</h4><p>📍 Halle de Barran</p></div><div><p><b>19H</b></p></div><div><h4>Bal</h4><p>📍 Biran</p></div>',
    ['7 - Marché de plein vent, Barran', '7 19:00 Bal, Biran'],
  ],
  [
    'an exhibition in a card with its opening hours',
    '<h2>Mardi 7</h2><p>21h : bal, Biran</p><h2>Et toute la semaine</h2><h4>Exposition « Vivre d’eau »</h4><p>📍 Moulin, Pavie<br>Jusqu’au 30 août, du mardi au dimanche, 14h-18h</p>',
    ['7 21:00 Bal, Biran', '… Exposition « Vivre d’eau », Pavie'],
  ],
  [
    'days with their numbers after "les"',
    '<h2>Balades</h2><p>Balades à poney à Duran les mardi 7 et jeudi 9 juillet à 10h.</p>',
    ['7 10:00 Balades à poney, Duran', '9 10:00 Balades à poney, Duran'],
  ],
  [
    'a date at the end of a sentence, below a paragraph that opened with another',
    '<h2>Musique</h2><p>Samedi 11 juillet, 20h30 : récital de piano à Lavardens.</p><p>Concert de l’harmonie au kiosque d’Auch dimanche 12 à 11h.</p>',
    ['11 20:30 Récital de piano, Lavardens', '12 11:00 Concert de l’harmonie, Auch'],
  ],
  [
    'a feast in a list, its hours in the list below it',
    '<ul><li><b>Jégun</b><ul><li>Samedi 11 : fête du village<ul><li>10h : randonnée</li><li>15h : concours de pétanque</li></ul></li></ul></li></ul>',
    ['11 10:00 Randonnée, Jégun', '11 15:00 Concours de pétanque, Jégun'],
  ],
  [
    'hours that stand one below the other',
    '<h2>Mardi 7</h2><div><p><b>15H00<br>17H00</b></p></div><div><h4>Atelier mosaïque</h4><p>📍 Auch</p></div><div><p><b>14H30<br>–<br>16H00</b></p></div><div><h4>Balade contée</h4><p>📍 Auch</p></div>',
    ['7 14:30-16:00 Balade contée, Auch', '7 15:00 Atelier mosaïque, Auch', '7 17:00 Atelier mosaïque, Auch'],
  ],
  [
    'an hour before a dash, and another in the remark that follows',
    '<h2>Mardi 7</h2><ul><li>14h – Animation escalade, Roquelaure : ANNULÉE et remplacée par un atelier cerf-volant à 14h30, même lieu</li><li>10h et 15h – Initiation à la spéléo, Lavardens : complet à 10h, il reste des places à 15h</li></ul>',
    [
      '7 10:00 Initiation à la spéléo, Lavardens, soldOut',
      '7 14:00 Animation escalade, Roquelaure, cancelled',
      '7 14:30 Atelier cerf-volant, Roquelaure',
      '7 15:00 Initiation à la spéléo, Lavardens',
    ],
  ],
  [
    'a status in bold on a line of its own',
    '<h2>Mardi 7</h2><h4>Apéro-concert chez le vigneron</h4><p>18h30, Lahitte<br>10 €<br><strong>COMPLET</strong></p><h4>Bal</h4><p>21h, Biran</p>',
    ['7 18:30 Apéro-concert chez le vigneron, Lahitte, soldOut', '7 21:00 Bal, Biran'],
  ],
  [
    'a row of several days below a row of others',
    '<h3>Auch</h3><table><tr><th>Date</th><th>Horaire</th><th>Animation</th></tr><tr><td>Mardi 7 et jeudi 9</td><td>10h</td><td>Atelier reliure</td></tr><tr><td>Du mercredi 8 au vendredi 10</td><td>15h</td><td>Croisière en barque</td></tr></table>',
    [
      '7 10:00 Atelier reliure, Auch',
      '8 15:00 Croisière en barque, Auch',
      '9 10:00 Atelier reliure, Auch',
      '9 15:00 Croisière en barque, Auch',
      '10 15:00 Croisière en barque, Auch',
    ],
  ],
  [
    'sentences that say when things take place',
    '<h2>Balades</h2><p>Lundi 6 juillet à 9h, marche à Mérens. Mercredi 8 juillet à 20h, marche de nuit à Biran.</p><p>Les balades à poney de Duran ont lieu les mercredi 8 et jeudi 9 juillet à 10h.</p>',
    [
      '6 09:00 Marche, Mérens',
      '8 10:00 Les balades à poney, Duran',
      '8 20:00 Marche de nuit, Biran',
      '9 10:00 Les balades à poney, Duran',
    ],
  ],
  [
    'markets under a heading that only ends with their name',
    '<h2>Envie de marchés</h2><ul><li>Lavardens : vendredi 10, dès 17h</li></ul>',
    ['10 17:00 Marché, Lavardens'],
  ],
  [
    'a choice of two events in one sentence, and a meeting at one',
    '<h2>Dimanche 12</h2><p>De 9h à 17h, on a rendez-vous au vide-greniers de Montégut. Les autres préféreront la messe de 11h à Biran, ou la sieste musicale de 15h30 à Lavardens.</p>',
    [
      '12 09:00-17:00 On a rendez-vous au vide-greniers, Montégut',
      '12 11:00 Messe, Biran',
      '12 15:30 La sieste musicale, Lavardens',
    ],
  ],
  [
    'what became of an event, in other words',
    '<h2>Mardi 7</h2><ul><li>17h – Récital d’orgue, Auch : changement d’horaire, à 18h au lieu de 17h</li><li>18h30 – Dégustation, Bonas (8 €, complet depuis hier)</li><li>20h – Quatuor… non, c’est finalement à l’église de Montaut-les-Créneaux</li></ul>',
    ['7 18:00 Récital d’orgue, Auch', '7 18:30 Dégustation, Bonas, soldOut', '7 20:00 Quatuor, Montaut-les-Créneaux'],
  ],
  [
    'what the people of a village do at home',
    '<h2>Mardi 7</h2><p>À 17h, marché à Auch. À 18h30, les vignerons de Bonas font goûter leur rosé.</p><p>19h30 : soirée moules-frites du comité des fêtes de Leboulin</p><h4>Visite guidée « Auch en lumières »</h4><p>21h, départ place de la République</p>',
    [
      '7 17:00 Marché, Auch',
      '7 18:30 Les vignerons de Bonas font goûter leur rosé, Bonas',
      '7 19:30 Soirée moules-frites du comité des fêtes, Leboulin',
      '7 21:00 Visite guidée « Auch en lumières », Auch',
    ],
  ],
  [
    'a crib that is open every day',
    '<h2>Mardi 7</h2><p>21h : bal, Biran</p><h2>Et pendant toutes les vacances</h2><ul><li>Crèche géante de l’église de Pessan, jusqu’au 19 juillet, tous les jours de 10h à 18h</li></ul>',
    ['7 21:00 Bal, Biran', '… Crèche géante de l’église, Pessan'],
  ],
  [
    'text below a list of villages',
    '<ul><li><b>Auch</b><ul><li>Mardi 7 : 10h, visite du cloître</li></ul></li><li><b>Mérens</b><ul><li>Mercredi 8 : 9h, vide-grenier</li></ul></li></ul><p>À voir encore : « Carnets de moisson », photographies, médiathèque de Preignan, jusqu’au 12 septembre.</p>',
    ['7 10:00 Visite du cloître, Auch', '8 09:00 Vide-grenier, Mérens', '… « Carnets de moisson », Preignan'],
  ],
  [
    'the same place as the event above',
    '<p>MARDI 7<br>19h30 méchoui à Peyrusse-Massas, salle des fêtes<br>22h bal trad, même endroit, gratuit</p>',
    ['7 19:30 Méchoui, Peyrusse-Massas', '7 22:00 Bal trad, Peyrusse-Massas'],
  ],
  [
    'a festival whose place is told below its name',
    '<h2>LES MARCHÉS</h2><p>Auch : jeudi de 8h à 13h</p><h2>LE FESTIVAL « LES NUITS DU TALUS »</h2><p>Du jeudi 9 au samedi 11 juillet à Ordan-Larroque. Pass trois jours 45 €.</p><p><b>Jeudi 9</b> – 20h30 : fanfare Tonnerre<br><b>Vendredi 10</b> – 18h : lecture ; 21h : Nina Cazes</p><h2>AILLEURS</h2><p><b>Samedi 11</b></p><p>21h : bal, Biran</p>',
    [
      '9 08:00-13:00 Marché, Auch',
      '9 20:30 Fanfare Tonnerre, Ordan-Larroque',
      '10 18:00 Lecture, Ordan-Larroque',
      '10 21:00 Nina Cazes, Ordan-Larroque',
      '11 21:00 Bal, Biran',
    ],
  ],
  [
    'enrolment that is the event',
    '<h2>Mardi 7</h2><p>10 heures : Inscriptions et démonstrations au forum des sports, Preignan</p>',
    ['7 10:00 Inscriptions et démonstrations au forum des sports, Preignan'],
  ],
  [
    'a name that one of two days has in brackets',
    '<h2>Les marchés</h2><ul><li>Castéra-Verduzan : mardi à partir de 19h (marché gourmand) et dimanche de 8h à 12h30</li></ul><h2>Dimanche 12</h2><p>• journée : Vide-greniers, Biran</p>',
    [
      '7 19:00 Marché gourmand, Castéra-Verduzan',
      '12 - Vide-greniers, Biran',
      '12 08:00-12:30 Marché, Castéra-Verduzan',
    ],
  ],
  [
    'next week, and who wrote it, below the last section',
    '<p><b>➡️ À CASTÉRA-VERDUZAN</b></p><ul><li><b>Dimanche 12, 8h-12h30</b> : marché</li></ul><p><b>➡️ À NE PAS MANQUER LA SEMAINE PROCHAINE</b></p><ul><li><b>Mardi 14 juillet, 21h</b> : nuit des étoiles, Crastes</li></ul><p>Agenda réalisé par votre office de tourisme. Prochain numéro samedi 11 juillet.</p>',
    ['12 08:00-12:30 Marché, Castéra-Verduzan'],
  ],
  [
    'a festival told in two sentences, with the hours of some of its days',
    '<h2>Coup de cœur</h2><p>Le festival « Trompettes » investit Pavie les vendredi 10, samedi 11 et dimanche 12 juillet. Concerts au kiosque à 19h le vendredi et le samedi ; le dimanche, grand final à 17h.</p>',
    [
      '10 19:00 Le festival « Trompettes », Pavie',
      '11 19:00 Le festival « Trompettes », Pavie',
      '12 17:00 Grand final, Pavie',
    ],
  ],
]

for (const [about, html, expected] of styles) test(about, () => assert.deepEqual(read(html), expected))
