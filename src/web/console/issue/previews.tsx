import { textLanguages } from '../../../base/texts.js'
import type { Desk } from '../desk.js'
import type { IssueOnDesk } from './issue-on-desk.js'

/** What is looked at, how it is framed, and when it is made: the mail comes before the paper. */
const views = [
  { name: 'desktop', file: 'courriel.html?aspect=clair', made: 'mail', open: 'courriel.html' },
  { name: 'phone', file: 'courriel.html?aspect=clair', made: 'mail', open: 'courriel.html' },
  { name: 'dark', file: 'courriel.html?aspect=sombre', made: 'mail', open: 'courriel.html?aspect=sombre' },
  { name: 'plain', file: 'courriel.txt', made: 'mail', open: 'courriel.txt' },
  { name: 'poster', file: 'affiche/pages', made: 'paper', open: 'affiche.pdf' },
  { name: 'booklet', file: 'livret/pages', made: 'paper', open: 'livret.pdf' },
] as const

/** The page in the archive, of what is not printed. */
const page = { name: 'page', file: 'page.html', made: 'paper', open: 'page.html' } as const

/** The mail as partners of other languages get it. */
const translated = (office: string) =>
  textLanguages
    .filter((one) => one !== office)
    .map((one) => ({
      name: `in-${one}`,
      file: `traduction/${one}?aspect=clair`,
      made: 'paper' as const,
      open: `traduction/${one}`,
    }))

/** The mail and the papers as they will be, one at a time: only the one that is looked at is loaded. */
export function Previews({ desk, onDesk }: { desk: Desk; onDesk: IssueOnDesk }) {
  const { t } = desk
  const { base, issue } = onDesk
  const printed = issue.content?.kind === 'weekly-agenda'
  const all = [
    ...views.filter(({ open }) => printed || !open.endsWith('.pdf')),
    ...(printed ? [] : [page]),
    ...translated(desk.context.office.language),
  ]
  return (
    <aside className="previews-desk" aria-label={t('issueDesk.previews')} id="apercu">
      <fieldset className="tabs">
        <legend>{t('issueDesk.previews')}</legend>
        {all.map(({ name }, index) => (
          <label key={name}>
            <input type="radio" name="apercu" value={name} defaultChecked={index === 0} /> {t(`issueDesk.view.${name}`)}
          </label>
        ))}
      </fieldset>
      {all.map(({ name, file, made, open }) => {
        const address = `${base}/fichiers/${file}`
        return (
          <figure key={name} className={`view ${name}`}>
            <iframe
              title={t(`issueDesk.view.${name}`)}
              loading="lazy"
              data-made={made}
              data-file={address}
              src={`${address}${file.includes('?') ? '&' : '?'}v=${issue.revision}.${issue.rendered}`}
              // Pictures of pages are fetched in the name of whoever looks.
              {...(open.endsWith('.pdf') ? {} : { sandbox: '' })}
            />
            <figcaption>
              <a href={`${base}/fichiers/${open}`} target="_blank" rel="noopener">
                {t(open.endsWith('.pdf') ? 'issueDesk.openPdf' : 'issueDesk.openView', {
                  view: t(`issueDesk.view.${name}`),
                })}
              </a>
            </figcaption>
          </figure>
        )
      })}
    </aside>
  )
}
