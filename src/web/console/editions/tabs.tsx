import type { Edition } from '../../../domain/index.js'
import type { Desk } from '../desk.js'

const tabs = [
  { name: 'releases', href: '/console/annonces' },
  { name: 'editions', href: '/console/editions' },
  { name: 'orders', href: '/console/commandes' },
  { name: 'rounds', href: '/console/tournees' },
] as const

/** The four rooms of printed editions, above each of their screens. */
export function EditionTabs({ desk: { t }, here }: { desk: Desk; here: (typeof tabs)[number]['name'] }) {
  return (
    <nav className="tabs" aria-label={t('editions.tabs')}>
      <ul>
        {tabs.map(({ name, href }) => (
          <li key={name}>
            <a href={href} aria-current={here === name ? 'page' : undefined}>
              {t(`editions.tab.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Editions by id, for the titles of orders. */
export async function editionsById({ context }: Desk): Promise<Map<string, Edition>> {
  return new Map((await context.store.editions.list()).map((edition) => [edition.id, edition]))
}
