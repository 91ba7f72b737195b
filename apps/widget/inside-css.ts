/**
 * A style sheet of the app, for a tree inside of another page: what the app says of its page is said of the
 * root of that tree, the page may set every colour and size by a name of its own, and the letters of the page
 * have no say in ours.
 */

/** What our root is known by. */
const ROOT = '[data-parley]'

export function forInside(css: string): string {
  return small(
    outsideQueries(
      css
        .replaceAll(/:root\b/g, ROOT)
        // The page says which of the two themes it is in.
        .replaceAll('color-scheme: light dark;', 'color-scheme: inherit;')
        .replaceAll(TOKEN, (_all, name: string, value: string) => {
          return `--${name}: var(--parley-${name}, ${value});`
        }),
      (text) => text.replaceAll(REM, (_all, size: string) => `calc(${size} * var(--rem))`),
    ),
  )
}

/** What a sheet defines, and not what only hands a value on. */
const TOKEN = /--([a-z][a-z0-9-]*):\s*([^;{}]+);/g

/** `rem` is the page's to choose, and some choose ten pixels. */
const REM = /(?<![\w#-])(-?\d*\.?\d+)rem\b/g

/** Where a variable may not stand it is what browsers begin with. */
function outsideQueries(css: string, change: (text: string) => string): string {
  return css
    .split(/(@(?:media|container)[^{]+)/)
    .map((part) =>
      /^@(?:media|container)/.test(part)
        ? part.replaceAll(REM, (_all, size: string) => `${Number(size) * 16}px`)
        : change(part),
    )
    .join('')
}

/** Comments and layout go; what remains packs well. */
function small(css: string): string {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};]) ?/g, '$1')
    .trim()
}
