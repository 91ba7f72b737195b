import { CLOSE_CODE, type GroupId, type PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newShutOut, type ShutOutPorts } from './shut-out.ts'

const ME = 'me' as PersonId

function newGroup(isPresent: boolean) {
  let sentCount = 0
  let unsentCount = 0
  let refreshCount = 0
  let isOpen = false
  let state = 'connected'
  let tell = (): void => undefined
  const ports = {
    group: 'g' as GroupId,
    device: {
      identity: { person: ME },
      notices: { tell: () => undefined },
      link: {
        state: () => ({ state }),
        onState(listen: () => void) {
          tell = listen
          return () => undefined
        },
      },
    },
    membership: { roster: () => ({ members: new Set(isPresent ? [ME] : []) }) },
    belonging: { turnAway: () => undefined, shut: () => undefined },
    doc: () => ({
      sendAll: () => sentCount++,
      sendOutbox: () => unsentCount++,
      following: () => ({ isSynced: () => isOpen }),
    }),
    onClosed: () => refreshCount++,
  } as unknown as ShutOutPorts
  return {
    shutOut: newShutOut(ports),
    sentCount: () => sentCount,
    unsentCount: () => unsentCount,
    refreshCount: () => refreshCount,
    stayOpen() {
      isOpen = true
    },
    become(next: string) {
      state = next
      tell()
    },
  }
}

test('[GS68] a relay that does not know a member is sent all of the group document once in a session', () => {
  const { shutOut, sentCount, become } = newGroup(true)
  for (let time = 0; time < 9; time++) shutOut.closed(CLOSE_CODE.forbidden, undefined)
  shutOut.closed(CLOSE_CODE.forbidden, 0)
  expect(sentCount()).toBe(1)
  become('offline')
  become('connected')
  shutOut.closed(CLOSE_CODE.forbidden, undefined)
  expect(sentCount()).toBe(2)
})

test('[GS68] who is not in the group sends a relay nothing of it but what is unsent, which may be how this device comes in', () => {
  const { shutOut, sentCount, unsentCount } = newGroup(false)
  shutOut.closed(CLOSE_CODE.forbidden, undefined)
  expect([sentCount(), unsentCount()]).toEqual([0, 1])
})

test('[GS69] a group that a closed relay does not take says so until it does, whoever brought it', () => {
  const { shutOut, refreshCount, stayOpen } = newGroup(true)
  shutOut.closed(CLOSE_CODE.uninvited, 0)
  expect(shutOut.isUninvited()).toBe(false)
  shutOut.closed(CLOSE_CODE.uninvited, undefined)
  shutOut.look()
  expect(shutOut.isUninvited()).toBe(true)
  shutOut.taken()
  expect(shutOut.isUninvited()).toBe(false)

  shutOut.closed(CLOSE_CODE.uninvited, undefined)
  stayOpen()
  shutOut.look()
  expect(shutOut.isUninvited()).toBe(false)
  const shownCount = refreshCount()
  shutOut.look()
  expect(refreshCount()).toBe(shownCount)
})
