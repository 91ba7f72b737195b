/** A page that knows its visitors: it names them to the chat, and fetches their tokens from its own server. */
const chat = document.querySelector('parley-chat')
const told = document.querySelector('#told')

chat.tokenSource = async ({ group, thumbprint }) => {
  const body = JSON.stringify({ group, thumbprint })
  const answer = await fetch('/chat-token', { method: 'POST', body })
  if (answer.status === 401) return null
  if (!answer.ok) throw new Error('There is no token just now.')
  return answer.text()
}
chat.addEventListener('signedin', ({ detail }) => (told.value = `Signed in as ${detail.user}.`))
chat.addEventListener('tokenrefused', ({ detail }) => (told.value = `Refused: ${detail.reason}.`))

/** Whoever is logged in, without a reload; nobody's talk is left in the page for the next. */
function show(user) {
  told.value = ''
  document.querySelector('#user').value = user || 'nobody in particular'
  if (user === '') chat.removeAttribute('user')
  else chat.setAttribute('user', user)
}

async function logIn(user) {
  await fetch('/log-in', { method: 'POST', body: user })
  show(user)
}

for (const button of document.querySelectorAll('[data-user]'))
  button.addEventListener('click', () => void logIn(button.dataset.user))
// What the page's own server knows is in the page already: it needs no answer to be shown.
show(new URLSearchParams(document.cookie.replaceAll('; ', '&')).get('user') ?? '')
