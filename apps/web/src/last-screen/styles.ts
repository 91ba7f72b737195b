/** Which style sheets of the page a drawing is drawn with. */
import type { Drawing } from './drawing.ts'

/** Their paths, in the order in which they count; those that name none of its classes are left out. */
export function stylesOf({ looks }: Drawing): readonly string[] {
  const used = looks.flatMap((look) => look['class']?.split(' ') ?? [])
  return Array.from(document.styleSheets)
    .filter(({ href }) => href !== null)
    .filter((sheet) => used.some((name) => namedIn(sheet).has(name)))
    .map(({ href }) => new URL(href ?? '').pathname)
}

const named = new WeakMap<CSSStyleSheet, ReadonlySet<string>>()

/** Every class in it. A sheet of a build does not change. */
function namedIn(sheet: CSSStyleSheet): ReadonlySet<string> {
  const known = named.get(sheet)
  if (known !== undefined) return known
  const text = Array.from(sheet.cssRules, ({ cssText }) => cssText).join('')
  const found = new Set(Array.from(text.matchAll(/\.(-?[_a-z][\w-]*)/gi), ([, name = '']) => name))
  named.set(sheet, found)
  return found
}
