import { toGroupId, toRecordId } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import type { Device } from '../device.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { type InvitingPorts, openInviting } from './inviting.ts'

const GROUP = toGroupId(new Uint8Array(32).fill(1))
const ELSEWHERE = toGroupId(new Uint8Array(32).fill(2))
const INVITE = toRecordId(new Uint8Array(16).fill(3))
const SECRET = new Uint8Array(32).fill(4)

test('[GS116] who looked when a link’s action was there and its secret was not is told to look again', async () => {
  const tabs = newMemoryTabs()
  const [here, other] = [tabs.open(), tabs.open()]
  const device = { store: newMemoryStore(), tabs: here } as unknown as Device
  const onKnown = vi.fn<() => void>()
  const ports = { device, group: GROUP, ownInvitation: () => undefined, onKnown }
  const inviting = await openInviting(ports as unknown as InvitingPorts)
  other.post({ type: 'link', group: ELSEWHERE, invite: INVITE, secret: SECRET })
  other.post({ type: 'link', group: GROUP, invite: INVITE, secret: SECRET })
  await expect.poll(() => inviting.secretOf(INVITE)).toEqual(SECRET)
  expect(onKnown).toHaveBeenCalledTimes(1)
})
