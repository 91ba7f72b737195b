/**
 * The first screen of a new device in every language, as drawings. It is made while the app is built, from
 * the very component that the app draws later: no text of it is written down a second time.
 */
import { FirstScreen, LANGUAGES, speakFirstOf } from '@parley/ui'
import { renderToStaticMarkup } from 'react-dom/server.edge'
import { isDrawnLook, isDrawnTag, type Drawn, type Look } from './last-screen/drawing.ts'

/** By language, with one table of looks and pieces for all of them. */
export async function firstWords() {
  const looks = newTable<Look>()
  const roots: Record<string, Drawn> = {}
  for (const language of Object.keys(LANGUAGES)) {
    await speakFirstOf([language])
    const markup = renderToStaticMarkup(
      <FirstScreen hrefOf={() => '#'} onName={() => Promise.resolve()} />,
    )
    const [root] = drawnIn(markup, looks.numberOf)
    if (root !== undefined) roots[language] = root
  }
  return { looks: looks.list(), pieces: [], roots }
}

const PART = /<\/(?<ends>[\w-]+)>|<(?<tag>[\w-]+)(?<says>[^>]*)>|(?<text>[^<]+)/g
const ATTRIBUTE = /(?<name>[\w-]+)="(?<value>[^"]*)"/g
/** Elements that nothing is in, and that nothing ends. */
const EMPTY = new Set(['input', 'br', 'hr'])

/** Of what React writes, which is always well formed. */
function drawnIn(markup: string, lookOf: (look: Look) => number): readonly Drawn[] {
  const open: Drawn[][] = [[]]
  const close = (): void => {
    const [tag, look, ...inside] = open.pop() ?? []
    if (typeof tag === 'string' && typeof look === 'number' && isDrawnTag(tag))
      open.at(-1)?.push([tag, look, ...inside])
  }
  for (const { groups } of markup.matchAll(PART)) {
    const { ends, tag, says = '', text } = groups ?? {}
    if (text !== undefined) open.at(-1)?.push(plain(text))
    if (tag !== undefined) open.push([tag, lookOf(lookIn(says))])
    if (ends !== undefined || (tag !== undefined && EMPTY.has(tag))) close()
  }
  return open[0] ?? []
}

function lookIn(says: string): Look {
  const said = Array.from(says.matchAll(ATTRIBUTE), ({ groups }) => {
    return [groups?.['name'] ?? '', plain(groups?.['value'] ?? '')] as const
  })
  return Object.fromEntries(said.filter(([name, value]) => isDrawnLook(name, value)))
}

function plain(markup: string): string {
  return markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}

function newTable<T>() {
  const known = new Map<string, number>()
  return {
    numberOf(one: T): number {
      const text = JSON.stringify(one)
      const number = known.get(text) ?? known.size
      known.set(text, number)
      return number
    },
    list: (): readonly T[] => Array.from(known.keys(), (text) => JSON.parse(text) as T),
  }
}
