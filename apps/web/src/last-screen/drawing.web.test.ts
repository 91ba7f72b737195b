import { afterEach, expect, test } from 'vitest'
import { drawnFrom, type Drawn, type Look } from './drawing.ts'
import { drawingOf } from './taking.ts'

afterEach(() => document.body.replaceChildren())

const NOW = new Date(2026, 4, 15, 10, 30).getTime()
const drawing = (
  root: unknown,
  looks: readonly unknown[] = [{}],
  pieces: readonly unknown[] = [],
) => drawnFrom({ looks, pieces, root }, NOW)

test('texts are texts, whatever they look like', () => {
  const words = '<img src=x onerror=alert(1)>&amp;'
  const drawn = drawing(
    ['p', 0, words],
    [{ class: '_message_a1 _b-2', dir: 'auto', 'data-mine': '' }],
  )
  expect(drawn?.textContent).toBe(words)
  expect(drawn?.children).toHaveLength(0)
  expect(drawn?.className).toBe('_message_a1 _b-2')
})

test('anything odd makes all of it nothing', () => {
  const deep = Array.from({ length: 80 }).reduce<Drawn>((inside) => ['p', 0, inside], 'x')
  const roots: readonly unknown[] = [
    ...[undefined, null, 7, 'text', {}, [], ['p'], ['p', 'class'], ['p', 1], [['p', 0], 0]],
    ...['script', 'img', 'iframe', 'style', 'link', 'object', 'P', 'use', '__proto__', ''].map(
      (tag) => [tag, 0],
    ),
    ...[{}, null, true, [['p', 0]], 5].map((inside) => ['p', 0, inside]),
    deep,
    ['p', 0, ...Array.from({ length: 5_000 }, () => 'x')],
  ]
  for (const root of roots)
    expect(drawing(root), JSON.stringify(root)?.slice(0, 60)).toBeUndefined()
  const looks: readonly unknown[] = [
    ...[null, 7, 'x', { class: 7 }, { class: 'a"b' }, { onclick: 'alert(1)' }, { id: 'app' }],
    ...[{ style: 'color:red' }, { href: 'javascript:alert(1)' }, { src: 'x' }, { role: 'log' }],
    ...[{ 'aria-live': 'assertive' }, { fill: 'url(//x)' }, { d: 'M0 0"' }, { dir: 'up' }],
    ...[{ 'data-x': '<' }, { 'data-x': 'x'.repeat(61) }, { 'data-X': '' }, { background: '1px' }],
    ...[{ 'block-size': '1vh' }, { 'block-size': 'calc(1px)' }, { '--paper': '1px' }],
    ...[{ placeholder: 'a\nb' }, { 'aria-label': 'x'.repeat(81) }, { enterkeyhint: 'go' }],
    ...[{ 'data-day-at': 'x' }, { 'data-brief-at': '99999999999999999' }, { toString: 'x' }],
  ]
  for (const look of looks)
    expect(drawing(['p', 0, 'x'], [look]), JSON.stringify(look)).toBeUndefined()
  for (const odd of [undefined, null, 'x', {}, { looks: {}, pieces: [], root: ['p', 0] }])
    expect(drawnFrom(odd, NOW)).toBeUndefined()
  // A piece that stands in itself ends.
  expect(drawing(['p', 0, 0], [{}], [['p', 0, 0]])).toBeUndefined()
  // Not for nothing: this is one.
  expect(drawing(['p', 0, 0], [{}], [['b', 0, 'x']])?.innerHTML).toBe('<b>x</b>')
})

test('days are called what they are called on the day of drawing', () => {
  const at = new Date(2026, 4, 14, 23).getTime()
  const looks: readonly Look[] = [{ 'data-day-at': String(at) }, { 'data-brief-at': String(at) }]
  expect(drawing(['button', 0, 'Today'], looks)?.textContent).toBe('Yesterday')
  expect(drawing(['span', 1, '23:00'], looks)?.textContent).toBe('Yesterday')
})

/** A log of so many rows, in a window of so much height, as the app's list places them. */
function pageWith(rows: number): { readonly app: HTMLElement; readonly log: HTMLElement } {
  const [app, list, log] = [
    document.createElement('div'),
    document.createElement('div'),
    document.createElement('div'),
  ]
  log.setAttribute('role', 'log')
  Object.assign(log.style, { blockSize: '200px', overflow: 'auto', position: 'relative' })
  list.style.blockSize = `${rows * 50}px`
  for (let at = 0; at < rows; at++) {
    const [place, item, article] = ['div', 'div', 'article'].map((tag) =>
      document.createElement(tag),
    )
    if (place === undefined || item === undefined || article === undefined)
      throw new Error('no element')
    Object.assign(place.style, {
      position: 'absolute',
      insetBlockStart: `${at * 50}px`,
      blockSize: '50px',
    })
    item.style.blockSize = '50px'
    article.dataset['key'] = `k${at}`
    article.append(`message ${at} `, document.createElement('script'))
    item.append(article)
    place.append(item)
    list.append(place)
  }
  const header = document.createElement('header')
  header.innerHTML =
    '<h1 onclick="x">Harbour</h1><p data-passing="gone">3 here</p><p data-passing="place">Connected</p>'
  log.append(list)
  app.append(header, log)
  document.body.append(app)
  log.scrollTop = log.scrollHeight
  return { app, log }
}

test('what is on the screen is taken and drawn again, without what holds for a moment only', () => {
  const { app, log } = pageWith(30)
  const taken = drawingOf(app, log, 16_000)
  const drawn = drawnFrom(JSON.parse(JSON.stringify(taken)), NOW)
  expect(drawn?.querySelector('h1')?.outerHTML).toBe('<h1>Harbour</h1>')
  expect(drawn?.querySelectorAll('header p')).toHaveLength(1)
  expect(drawn?.textContent).not.toContain('here')
  expect(drawn?.textContent).not.toContain('Connected')
  const articles = Array.from(drawn?.querySelectorAll('article') ?? [], (one) => one.textContent)
  expect(articles.at(-1)).toBe('message 29 ')
  expect(articles.length).toBeGreaterThanOrEqual(4)
  expect(articles.length).toBeLessThan(8)
  expect(drawn?.querySelector('script, [role], [data-key]')).toBeNull()
})

test('where not all of it fits, the newest do', () => {
  const { app, log } = pageWith(30)
  log.style.blockSize = '1500px'
  const all = drawingOf(app, log, 16_000)
  const few = drawingOf(app, log, 600)
  expect(JSON.stringify(all)).toContain('message 0 ')
  expect(JSON.stringify(few).length).toBeLessThanOrEqual(600)
  expect(JSON.stringify(few)).toContain('message 29 ')
  expect(JSON.stringify(few)).not.toContain('message 0 ')
  expect(drawingOf(app, log, 20)).toBeUndefined()
})
