import { expect, test } from 'vitest'
import { pageLines } from './page-lines.ts'

test('two lines put a desk into a page, with the script of the relay that its link leads to', () => {
  expect(pageLines('https://relay.example/#/desk/AQab').split('\n')).toEqual([
    '<script type="module" src="https://relay.example/widget.js"></script>',
    '<parley-chat support="https://relay.example/#/desk/AQab" bubble></parley-chat>',
  ])
})
