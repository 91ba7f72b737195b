const chat = document.querySelector('parley-chat')
document.querySelector('#ask').addEventListener('click', () => chat.open())
chat.addEventListener('unread', ({ detail }) => {
  document.querySelector('#unread').value = detail.count
})
