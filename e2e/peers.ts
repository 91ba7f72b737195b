/**
 * Rows of docs/peers.md with real pages and real relays: minutes each, so no part of an ordinary run.
 * `npm run peers -- --row 1 --seeds 20` plays them by e2e/peers.config.ts.
 */
import { playApart } from './peers/apart.ts'
import { playBadges } from './peers/badges.ts'
import { playCold } from './peers/cold.ts'
import { SEEDS } from './peers/crew.ts'
import { playEightDays } from './peers/eight-days.ts'
import { playFlapping } from './peers/flapping.ts'
import { playHardTimes } from './peers/hard-times.ts'
import { test } from './people.ts'

for (const seed of SEEDS) {
  test(`row 1, seed ${seed}: what three people changed on two sides of a cut network is the same on every screen`, async ({
    meeting,
    relay,
  }) => {
    test.setTimeout(3_600_000)
    await playApart(meeting, relay, seed)
  })

  test(`row 6, seed ${seed}: what was typed while the link flapped is read in the order it was typed`, async ({
    meeting,
    relay,
  }) => {
    test.setTimeout(1_800_000)
    await playFlapping(meeting, relay, seed)
  })

  test(`row 2, seed ${seed}: whatever is cut or killed, nothing is lost and nothing is there twice`, async ({
    meeting,
  }) => {
    test.setTimeout(1_800_000)
    await playHardTimes(meeting, seed)
  })

  test(`row 4, seed ${seed}: the badge is what an honest reader remembers`, async ({
    meeting,
    relay,
  }) => {
    test.setTimeout(1_800_000)
    await playBadges(meeting, relay, seed)
  })

  test(`row 7, seed ${seed}: what was written in eight days away is listed, and days go forward`, async ({
    meeting,
  }) => {
    test.setTimeout(1_800_000)
    await playEightDays(meeting, seed)
  })
}

test('row 5, without a network the app opens with something to read and somewhere to write', async ({
  playwright,
}) => {
  test.setTimeout(7_200_000)
  await playCold((profile) => playwright.chromium.launchPersistentContext(profile))
})
