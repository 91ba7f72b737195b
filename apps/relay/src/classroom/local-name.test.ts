import makeMulticast from 'multicast-dns'
import { afterEach, expect, test } from 'vitest'
import { openLocalName } from './local-name.ts'

/** Not the real one: nobody outside of this test hears it. */
const PORT = 20_000 + (process.pid % 20_000)
const loopback = { interface: '127.0.0.1', bind: '0.0.0.0', port: PORT }
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function nameHere() {
  const taken: string[] = []
  const name = openLocalName({
    ...{ wanted: 'parley', addresses: () => ['127.0.0.1'], port: PORT },
    onTaken: (one) => taken.push(one),
  })
  closing.push(() => name.close())
  return { name, taken }
}

function neighbour() {
  const mdns = makeMulticast(loopback)
  closing.push(() => mdns.destroy())
  return mdns
}

test('[RW17] whoever asks the network for the name is told this machine’s address', async () => {
  const { name, taken } = nameHere()
  expect(await name.settled).toBe('parley.local')
  const other = neighbour()
  const answered = new Promise<unknown>((resolve) => {
    other.on('response', ({ answers = [] }) => resolve(answers[0]))
  })
  other.on('ready', () => other.query('Parley.local', 'A'))
  expect(await answered).toMatchObject({ name: 'parley.local', type: 'A', data: '127.0.0.1' })
  expect(taken).toEqual([])
})

test('[RW17] a name that another machine has is left to it, and that is said', async () => {
  const other = neighbour()
  other.on('query', ({ questions = [] }) => {
    if (questions.some((question) => question.name === 'parley.local'))
      other.respond([{ type: 'A', name: 'parley.local', data: '192.0.2.9' }])
  })
  await new Promise<void>((resolve) => void other.on('ready', resolve))
  const { name, taken } = nameHere()
  expect(await name.settled).toBe('parley-2.local')
  expect(taken).toEqual(['parley.local'])
})
