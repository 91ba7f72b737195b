/** One's own devices in memory; linking moves on when a test says so. */
import type {
  DeviceKey,
  Linking,
  LinkingState,
  OwnDevice,
  OwnDevices,
  PhraseState,
  RecoverOutcome,
  SearchState,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeOwnDevices extends OwnDevices {
  readonly devices: Cell<readonly OwnDevice[]>
  readonly phrase: Cell<PhraseState>
  readonly isRemoved: Cell<boolean>
  readonly search: Cell<SearchState>
  readonly restart: Cell<boolean>
  /** Where the linking that is open stands. */
  readonly linking: Cell<LinkingState>
  /** The device that is being linked has come. */
  arrive(name: string): void
}

export const WORDS =
  'harbour lemon quiet engine window solid apple river carbon umbrella wisdom zebra'.split(' ')

const DAY = 86_400_000

export function newFakeOwnDevices(): FakeOwnDevices {
  const waiting: LinkingState = {
    step: 'waiting',
    link: `http://192.168.1.20:8080/#/link/AQ${'x7Kd'.repeat(12)}`,
    shortCode: 'K7MP-29QX',
  }
  const devices = newCell<readonly OwnDevice[]>([
    device('This laptop', 0, true),
    device('Phone', 40, false),
  ])
  const phrase = newCell<PhraseState>({
    state: 'unconfirmed',
    words: WORDS,
    asked: [2, 7, 11],
  })
  const linking = newCell<LinkingState>(waiting)
  const link: Linking = {
    state: linking,
    confirm: () => linking.set({ step: 'sending' }),
    cancel: () => linking.set({ step: 'failed', why: 'cancelled' }),
  }
  return {
    devices,
    thumbprint: 'x7Kd'.repeat(11).slice(1),
    phrase,
    linking,
    arrive: (name) => devices.change((all) => [...all, device(name, 0, false)]),
    rename: async (name, key) =>
      devices.change((all) =>
        all.map((one) =>
          (key === undefined ? one.isThis : one.key === key) ? { ...one, name } : one,
        ),
      ),
    remove: async (key) => devices.change((all) => all.filter((one) => one.key !== key)),
    async confirmPhrase(words) {
      const isRight = words === [WORDS[1], WORDS[6], WORDS[10]].join(' ')
      if (isRight) phrase.set({ state: 'confirmed' })
      return isRight
    },
    isRemoved: newCell(false),
    search: newCell<SearchState>('none'),
    restart: newCell(false),
    recover: async (words) => outcomeOf(words.trim().split(/\s+/)),
    offerLink() {
      linking.set(waiting)
      return link
    },
    takeLink(code) {
      if (code.length < 6) return { broke: 'not-a-link' }
      linking.set({ step: 'compare', digits: '402917' })
      return link
    },
  }
}

function device(name: string, daysOld: number, isThis: boolean): OwnDevice {
  return { key: name as DeviceKey, name, isThis, addedAt: Date.now() - daysOld * DAY }
}

function outcomeOf(words: readonly string[]): RecoverOutcome {
  const fault = { broke: 'count', count: words.length } as const
  return words.length === 12 ? { outcome: 'ok' } : { outcome: 'not-a-phrase', fault }
}
