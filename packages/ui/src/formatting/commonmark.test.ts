/**
 * The grammar beside CommonMark's examples: each one of the sections that docs/formatting.md claims is
 * drawn as CommonMark says, but for those the document lists, with the reason, as deliberately different.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { parseMessage } from './parse.ts'
import { htmlOf, LINK } from './reference-html.fake.ts'

interface Example {
  readonly example: number
  readonly section: string
  readonly markdown: string
  readonly html: string
}

const root = new URL('../../../../', import.meta.url)
const read = (path: string) => readFileSync(fileURLToPath(new URL(path, root)))
const EXAMPLES = JSON.parse(
  gunzipSync(read('fixtures/commonmark/examples.json.gz')).toString('utf8'),
) as readonly Example[]
const DOC = read('docs/formatting.md').toString('utf8')

/** The rows of a table under a heading of the document, cell by cell. */
function table(heading: string): readonly string[][] {
  const [, part = ''] = DOC.split(`\n## ${heading}\n`)
  const rows = (part.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(1).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const claimed = new Set(table('What is claimed').map(([section]) => section ?? ''))
const different = new Set(
  table('What is deliberately different').flatMap(([, numbers = '']) =>
    [...numbers.matchAll(/\d+/g)].map(Number),
  ),
)

/** Drawn the same: with the same blocks, emphasis, code and links around the same letters. */
function agrees({ markdown, html }: Example): boolean {
  const blocks = parseMessage(markdown.replace(/\n$/, ''), { hrefOf: LINK.hrefOf })
  return normal(htmlOf(blocks)) === normal(withReadableAddresses(html))
}

test('every example of a claimed section is drawn as CommonMark says, or listed with the reason', () => {
  const asked = EXAMPLES.filter(({ section }) => claimed.has(section))
  const says = ({ example, section, markdown }: Example) =>
    `${example} (${section}): ${JSON.stringify(markdown)}`
  const faulty = asked.filter((one) => !agrees(one) && !different.has(one.example))
  expect(faulty.map(says)).toEqual([])
  const agreeing = asked.filter(agrees)
  expect(agreeing.filter(({ example }) => different.has(example)).map(says)).toEqual([])
  expect(agreeing.length).toBeGreaterThan(300) // not vacuous
})

test('the numbers the document tells are the ones that were counted', () => {
  for (const [section = '', agree, of] of table('What is claimed')) {
    const examples = EXAMPLES.filter((one) => one.section === section)
    expect([section, agree, of]).toEqual([
      section,
      `${examples.filter(agrees).length}`,
      `${examples.length}`,
    ])
  }
})

/** Line ends are line ends, however asked for, and addresses are compared as they were typed. */
function withReadableAddresses(html: string): string {
  return html.replace(/<br \/>\n/g, '\n').replace(/href="([^"]*)"/g, (whole, url: string) => {
    try {
      return `href="${decodeURI(url).replaceAll('"', '&quot;')}"`
    } catch {
      return whole
    }
  })
}

/** Whether a list is "loose" and where lines end between tags is nothing a message shows. */
function normal(html: string): string {
  return html
    .replace(/<\/p>\n*<p>/g, '¶')
    .replace(/<\/?p>/g, '')
    .replace(/\n*(<\/?(?:ul|ol|li|blockquote)[^>]*>|<pre>|<\/pre>)\n*/g, '$1')
    .replace(/\n+/g, '\n')
    .trim()
}
