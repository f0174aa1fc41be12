// What cannot be undone is asked about once more. Without scripts the form is sent at once: its words say what it does.
document.addEventListener('submit', (event) => {
  const question = event.target.dataset.confirm
  if (question && !globalThis.confirm(question)) event.preventDefault()
})
