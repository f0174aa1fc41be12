import type { Context } from 'hono'
import { largestHandedIn, type NoList } from '../../../collect/partners/handed-in.js'
import { authorWords } from '../../author.js'
import type { DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { home } from './words.js'

const importsShown = 50

/** Where a list is handed in, above the lists that were. `words` say more exactly why one was not taken. */
export async function startStep(c: Context, why?: NoList, words?: string) {
  const desk = (c as Context<DeskEnv>).get('desk')
  const { t } = desk
  const imports = (await desk.context.store.directory.imports()).slice(0, importsShown)
  const most = Math.round(largestHandedIn / 1024 / 1024)
  return screen(c as Context<DeskEnv>, {
    title: t('importDesk.title'),
    place: 'partners',
    styles: ['partners-desk.css'],
    back: { href: home, label: t('partnerDesk.title') },
    status: why ? 400 : 200,
    children: (
      <>
        <p className="lead">{t('importDesk.intro')}</p>
        {why && (
          <p role="alert" className="refused">
            {words ?? t(`importDesk.no.${why}`, { most })}
          </p>
        )}
        <form method="post" action={`${home}/importer`} encType="multipart/form-data" className="narrow">
          <label>
            {t('importDesk.file', { most })}
            <input type="file" name="file" required accept=".csv,.txt,.xlsx" />
          </label>
          <button type="submit">{t('importDesk.handIn')}</button>
        </form>
        <section aria-labelledby="earlier">
          <h2 id="earlier">{t('importDesk.earlier')}</h2>
          {imports.length === 0 && <p className="quiet">{t('importDesk.noEarlier')}</p>}
          <ul className="rows">
            {imports.map((one) => (
              <li key={one.id}>
                <span>
                  <strong>{one.file}</strong>
                  <br />
                  <small>{`${authorWords(t, one.who)}, ${whenStored(desk, one.at)} – ${t('importDesk.counts', { added: one.added, changed: one.changed, unchanged: one.unchanged, refused: one.refused })}`}</small>
                </span>
                {one.undone_at ? (
                  <small>
                    {t('importDesk.undone', {
                      at: whenStored(desk, one.undone_at),
                      who: authorWords(t, one.undone_by),
                    })}
                  </small>
                ) : (
                  <a href={`${home}/imports/${one.id}/annuler`}>{t('importDesk.undo')}</a>
                )}
              </li>
            ))}
          </ul>
        </section>
      </>
    ),
  })
}
