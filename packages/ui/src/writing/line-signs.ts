/** Signs that stand before lines or around several of them, and links: what the buttons for formatting make. */
import type { Replacement, Selected } from './wrapping.ts'

/** Before each line that the selection touches; taken away again where all of them have it. */
export function lined({ text, from, to }: Selected, sign: string): Replacement {
  const begin = from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1
  const next = text.indexOf('\n', Math.max(from, to - 1))
  const end = next === -1 ? text.length : next
  const lines = text.slice(begin, end).split('\n')
  const written = lines.filter((line) => line.trim() !== '')
  const isOff = written.length > 0 && written.every((line) => line.startsWith(sign))
  const isAlone = lines.length === 1
  const made = lines.map((line) => {
    if (isOff) return line.startsWith(sign) ? line.slice(sign.length) : line
    // An empty line between others stays one; on its own it is where somebody begins to write.
    const isLeft = (line.trim() === '' && !isAlone) || line.startsWith(sign)
    return isLeft ? line : sign + line
  })
  const by = made.join('\n')
  const moved = isOff ? -sign.length : sign.length
  const selectTo = begin + by.length
  // With nothing selected one writes on where one was.
  const caret = Math.max(begin, from + moved)
  return from === to && isAlone
    ? { from: begin, to: end, by, selectFrom: caret, selectTo: caret }
    : { from: begin, to: end, by, selectFrom: begin, selectTo }
}

/** Code that has several lines: fences of its own above and below. */
export function fenced({ text, from, to }: Selected): Replacement {
  const words = text.slice(from, to).replace(/^\n+|\n+$/g, '')
  const above = from > 0 && text.charAt(from - 1) !== '\n' ? '\n' : ''
  const below = to < text.length && text.charAt(to) !== '\n' ? '\n' : ''
  const open = `${above}\`\`\`\n`
  const selectFrom = from + open.length
  const by = `${open}${words}\n\`\`\`${below}`
  return { from, to, by, selectFrom, selectTo: selectFrom + words.length }
}

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i
const BEGUN = 'https://'

/** The words of a link in brackets, its address in round ones; the caret is where something is missing. */
export function linked({ text, from, to }: Selected): Replacement {
  const words = text.slice(from, to).trim()
  const isAddress = ADDRESS.test(words)
  const by = isAddress ? `[](${words})` : `[${words}](${BEGUN})`
  const caret = from + (isAddress || words === '' ? 1 : by.length - 1)
  return { from, to, by, selectFrom: caret, selectTo: caret }
}
