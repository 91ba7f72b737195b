/** Thousands of ways to smuggle a script into a page, all of them shown as text. */
import { bundled, expectShownAsTyped, payloads } from './hostile-texts.ts'
import { test } from './people.ts'

test('XSS payloads are shown as they were typed, and none runs', async ({ meeting }) => {
  test.slow()
  await expectShownAsTyped(bundled(await payloads()), meeting)
})
