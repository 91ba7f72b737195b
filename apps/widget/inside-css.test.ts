import { expect, test } from 'vitest'
import { forInside } from './inside-css.ts'

test('the root of the page becomes the root of our tree, with whatever else is said of it', () => {
  expect(forInside(':root { gap: 0 } :root[data-theme="dark"] { gap: 0 }')).toBe(
    '[data-parley]{gap: 0}[data-parley][data-theme="dark"]{gap: 0}',
  )
})

test('the page may set every token, and what is not set stays as it is', () => {
  expect(forInside(':root { --ink: light-dark(#000, #fff); --gap: 1px; }')).toBe(
    '[data-parley]{--ink: var(--parley-ink, light-dark(#000, #fff));--gap: var(--parley-gap, 1px);}',
  )
  expect(forInside('.a { color: var(--ink); }')).toBe('.a{color: var(--ink);}')
})

test('sizes are ours and not those of the page’s letters, also in queries, where no variable may stand', () => {
  expect(forInside('.a { margin: -0.5rem 2rem; width: calc(1.5rem + 1px) }')).toBe(
    '.a{margin: calc(-0.5 * var(--rem)) calc(2 * var(--rem));width: calc(calc(1.5 * var(--rem)) + 1px)}',
  )
  expect(forInside('@media (max-width: 47.5rem) { .a { gap: 1rem; } }')).toBe(
    '@media (max-width: 760px){.a{gap: calc(1 * var(--rem));}}',
  )
  expect(forInside('@container log (max-width: 40rem) { .b { gap: 0; } }')).toBe(
    '@container log (max-width: 640px){.b{gap: 0;}}',
  )
})

test('names that only look like sizes stay, and the page says which theme it is in', () => {
  expect(forInside('.theorem1rem, .x-2rem { gap: 0; }')).toBe('.theorem1rem, .x-2rem{gap: 0;}')
  expect(forInside('/* why */ :root { color-scheme: light dark; }')).toBe(
    '[data-parley]{color-scheme: inherit;}',
  )
})
