/*
 * Keys for an edition that leafs through, the address of the page that is looked at, and the pictures that come next.
 * Swiping, snapping and the links from page to page need no script.
 */
const strip = document.querySelector('.strip')
const pages = [...strip.querySelectorAll('figure')]

/** The pages in view; of a double page both. */
const seen = new Set()
const watcher = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) seen.add(target)
      else seen.delete(target)
    }
    const at = first()
    for (const page of pages.slice(Math.max(0, at - 2), at + 5))
      page.querySelector('img')?.setAttribute('loading', 'eager')
    if (seen.size > 0) history.replaceState(null, '', at === 0 ? location.pathname + location.search : `#p${at + 1}`)
  },
  { root: strip, threshold: 0.6 },
)
for (const page of pages) watcher.observe(page)

const first = () =>
  Math.max(
    0,
    pages.findIndex((page) => seen.has(page)),
  )
const last = () =>
  Math.max(
    0,
    pages.findLastIndex((page) => seen.has(page)),
  )

function show(index) {
  pages[Math.min(pages.length - 1, Math.max(0, index))].scrollIntoView({ block: 'nearest', inline: 'start' })
}

const keys = {
  ArrowRight: () => show(last() + 1),
  PageDown: () => show(last() + 1),
  ArrowLeft: () => show(first() - 1),
  PageUp: () => show(first() - 1),
  Home: () => show(0),
  End: () => show(pages.length - 1),
}

addEventListener('keydown', (event) => {
  const isElsewhere = event.target instanceof Element && event.target.closest('#toutes')
  if (isElsewhere || event.altKey || event.ctrlKey || event.metaKey || !Object.hasOwn(keys, event.key)) return
  event.preventDefault()
  keys[event.key]()
})

// A step leaves no trace in the history: "back" leads out of the edition.
strip.addEventListener('click', (event) => {
  const step = event.target.closest('.step[href]')
  if (!step) return
  event.preventDefault()
  show(Number(step.hash.slice(2)) - 1)
})
