// Keys of the page's own, heard everywhere: they are not to fire while somebody writes in the chat.
const heard = []
for (const type of ['keydown', 'keyup', 'keypress'])
  addEventListener(type, (event) => {
    heard.push(event.key)
    if (event.key.length === 1) event.preventDefault()
  })
// What the page sees of itself, for whoever looks.
window.page = {
  heard,
  violations: [],
  // Taken before the chat came: nothing of the page may be another one afterwards.
  before: document.documentElement.cloneNode(false).outerHTML,
}
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  window.page.violations.push(`${violatedDirective} ${blockedURI}`),
)
