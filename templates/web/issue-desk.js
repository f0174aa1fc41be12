// The issue desk as one types: what is saved is rendered, and the previews are loaded again when it is there.
const desk = document.querySelector('[data-desk]')

if (desk) {
  const path = desk.dataset.desk
  const list = desk.dataset.list ?? 'semaine'
  const seen = { mail: Number(desk.dataset.mail), paper: Number(desk.dataset.paper) }
  let wanted = seen.paper
  let following = false
  // Saved, but not answered yet.
  let underWay = 0

  const reload = (made, version) => {
    for (const frame of desk.querySelectorAll(`iframe[data-made=${made}]`)) {
      const address = frame.dataset.file
      frame.src = `${address}${address.includes('?') ? '&' : '?'}v=${version}.${Date.now()}`
    }
  }

  const follow = async () => {
    if (following) return
    following = true
    try {
      while (seen.paper < wanted) {
        const answer = await fetch(`${path}/suivi?courriel=${seen.mail}&papier=${seen.paper}`)
        if (!answer.ok) break
        const { mail, paper } = await answer.json()
        if (mail > seen.mail) reload('mail', mail)
        if (paper > seen.paper) {
          reload('paper', paper)
          document.body.dispatchEvent(new Event('rendu'))
          // A changed hour changes the order, but nobody's field moves away as they write in it.
          if (!document.activeElement?.closest(`#${list}`))
            void globalThis.htmx.ajax('GET', `${path}/${list}${document.getElementById(list)?.dataset.look ?? ''}`, {
              target: `#${list}`,
              swap: 'outerMorph',
            })
        }
        Object.assign(seen, { mail, paper })
      }
    } finally {
      following = false
    }
  }

  document.addEventListener('corrige', ({ detail }) => {
    wanted = Math.max(wanted, Number(detail.version))
    void follow()
  })

  // What was typed while an earlier answer was under way starts from what that answer saved.
  document.addEventListener('htmx:before:request', ({ detail }) => {
    if (detail.ctx.request.method === 'POST') underWay += 1
    const { form, body } = detail.ctx.request
    const version = form?.elements.namedItem('version')
    if (version && body?.has?.('version')) body.set('version', version.value)
  })

  document.addEventListener('htmx:finally:request', ({ detail }) => {
    if (detail.ctx?.request.method === 'POST') underWay = Math.max(0, underWay - 1)
  })

  // Nobody approves what they have not seen: the last words are still on their way.
  const notice = document.querySelector('#avis')
  document.addEventListener('submit', (event) => {
    const settled = underWay === 0 && seen.paper >= wanted
    if (settled || !event.target.closest('#etat') || !event.target.elements.namedItem('revision')) return
    event.preventDefault()
    notice.textContent = desk.dataset.wait
  })
  document.body.addEventListener('rendu', () => {
    if (notice.textContent === desk.dataset.wait) notice.textContent = ''
  })

  // A browser tells each digit of an hour as a change: what is typed counts when one leaves the field.
  const isPicker = (field) => field.matches?.('.correct input[type=time], .correct input[type=date]')
  for (const kind of ['input', 'change'])
    document.addEventListener(
      kind,
      (event) => {
        if (!isPicker(event.target) || !event.isTrusted || document.activeElement !== event.target) return
        event.stopPropagation()
        event.target.dataset.typed = ''
      },
      true,
    )
  document.addEventListener('focusout', ({ target }) => {
    if (!isPicker(target) || target.dataset.typed === undefined) return
    delete target.dataset.typed
    target.dispatchEvent(new Event('change', { bubbles: true }))
  })

  // What is saved as it is typed needs no more than to be closed.
  document.addEventListener('click', (event) => {
    const close = event.target.closest?.('[data-close]')
    if (!close) return
    event.preventDefault()
    const place = document.getElementById(close.dataset.close)
    place.replaceChildren()
    place.closest('.line')?.querySelector('a[id^=ouvrir-]')?.focus()
  })

  // A form that was opened beside its line, or drawn again for the next one, takes the cursor, so that the keyboard goes
  // on in it; unless somebody has begun to type elsewhere meanwhile.
  const isNowhere = () => !document.activeElement || document.activeElement === document.body
  const takesCursor = ({ id }) => id.startsWith('corriger-') || (id.startsWith('ajouter-') && isNowhere())
  document.addEventListener('htmx:after:swap', ({ detail }) => {
    const target = detail.ctx?.target
    if (target?.id && takesCursor(target)) target.querySelector('input:not([type=hidden])')?.focus()
  })

  // What is not saved as one types is asked about before it is lost; the form that is being sent is not lost.
  let sent = null
  document.addEventListener('submit', (event) => {
    sent = event.defaultPrevented ? null : event.target
  })
  const isTyped = (field) => {
    if (field.type === 'hidden' || field.matches('button')) return false
    if (field.matches('select')) {
      const first = [...field.options].findIndex((one) => one.defaultSelected)
      return field.selectedIndex !== Math.max(first, 0)
    }
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
    return field.type === 'file' ? field.value !== '' : field.value !== field.defaultValue
  }
  const isUnsaved = (form) =>
    form !== sent &&
    !form.getAttribute('hx-trigger')?.includes('input') &&
    (form.querySelector('[role=alert]') || [...form.elements].some(isTyped))
  globalThis.addEventListener('beforeunload', (event) => {
    if ([...desk.querySelectorAll('form.event')].some(isUnsaved)) event.preventDefault()
    sent = null
  })
}
