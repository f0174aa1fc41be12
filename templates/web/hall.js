// A page after the other; the button stops and goes on. Every ten minutes the programme is read again, so that a screen
// that is never touched shows the day that it is.
const seconds = 12
const pages = [...document.querySelectorAll('.page')]
const button = document.querySelector('button')
let shown = 0
let running = true

function show(index) {
  shown = index
  for (const [place, page] of pages.entries()) page.hidden = place !== index
}
function label() {
  button.textContent = running ? button.dataset.stop : button.dataset.go
}
if (pages.length > 1) {
  document.body.classList.add('turning')
  show(0)
  setInterval(() => running && show((shown + 1) % pages.length), seconds * 1000)
  button.hidden = false
  label()
  button.addEventListener('click', () => {
    running = !running
    label()
  })
}
setInterval(() => running && navigator.onLine && location.reload(), 600_000)
