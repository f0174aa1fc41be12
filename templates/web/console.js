// What cannot be undone is asked about once more. Without scripts the form is sent at once: its words say what it does.
document.addEventListener('submit', (event) => {
  const question = event.target.dataset.confirm
  if (question && !globalThis.confirm(question)) event.preventDefault()
})

// A form's button may have an address of its own, as in HTML; htmx looks at it in boosted forms alone.
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  const address = ctx.request.submitter?.getAttribute('formaction')
  if (address) ctx.request.action = address
})
