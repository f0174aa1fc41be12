import { type MessageSource, tokenPlaceholder } from '../../../src/domain/index.js'

const link = `https://tourisme.example.org/d/${tokenPlaceholder}/agenda`

/** A weekly agenda of about `kilobytes` as it leaves: HTML with accents, its text, and two links of the recipient's own. */
export function letter(kilobytes: number): MessageSource {
  const line =
    '<tr><td style="padding:4px 0;font-family:Arial">Samedi 4 juillet, 21 h : concert à la cathédrale, entrée libre.</td></tr>\n'
  const lines = line.repeat(Math.max(1, Math.round((kilobytes * 1024 - 2500) / (line.length * 1.13))))
  return {
    kind: 'issue',
    from: { name: 'Office de tourisme', address: 'agenda@tourisme.example.org' },
    replyTo: 'accueil@tourisme.example.org',
    subject: 'Que faire à Auch cette semaine ? Du 6 au 12 juillet',
    html: `<html lang="fr"><body><table>${lines}</table><p><a href="${link}">Ne plus recevoir cette lettre</a></p></body></html>`,
    text: `Samedi 4 juillet, 21 h : concert à la cathédrale, entrée libre.\n\nNe plus recevoir cette lettre : ${link}\n`,
    language: 'fr',
    list: {
      id: 'agenda.tourisme.example.org',
      name: 'L’agenda de la semaine',
      unsubscribeUrl: link,
      unsubscribeMail: 'mailto:accueil@tourisme.example.org?subject=d%C3%A9sinscription',
    },
    attachments: [],
  }
}
