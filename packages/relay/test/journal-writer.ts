/**
 * A process that appends numbers to a journal for ever, compacts now and then, and says which number
 * became durable. Its test kills it in the middle.
 */
import { openLevelJournal } from '../src/journal/level-journal.ts'

const [path = ''] = process.argv.slice(2)
const journal = await openLevelJournal(path)
const kept = (await journal.read('doc')).map((update) => new TextDecoder().decode(update)).join('')
let next = kept.split(',').filter(Boolean).length + 1
let text = kept

for (;;) {
  const writes: Promise<void>[] = []
  for (let count = 0; count < 10; count++, next++) {
    const number = next
    text += `${number},`
    const update = new TextEncoder().encode(`${number},`)
    writes.push(journal.append('doc', update).then(() => say(number)))
  }
  if (next % 7 === 0) writes.push(journal.compact('doc', new TextEncoder().encode(text)))
  await Promise.all(writes)
}

function say(number: number): void {
  process.stdout.write(`${number}\n`)
}
