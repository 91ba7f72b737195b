import { expect, test } from 'vitest'
import { inspectionOf } from './inspection.ts'
import type { Parley } from './model.ts'
import { newOfflineBrowser } from './parley-device.fake.ts'

test('who is in, under which epoch, in which segments, and what no relay has: all of it can be looked into', async () => {
  const parley = await newOfflineBrowser('inspected').openTab()
  await parley.setName('Ann')
  const id = await parley.newGroup('Physics')
  const before = inspectionOf(parley)
  await parley.openGroup(id)?.send('hello')
  const after = inspectionOf(parley)
  const [group] = after.groups
  expect(group).toMatchObject({ id, name: 'Physics' })
  expect(group?.people).toEqual([
    { person: parley.me, name: 'Ann', role: 'founder', devicesCount: 1 },
  ])
  expect(group?.epochs.map((one) => one.id)).toContain(group?.epoch)
  expect(group?.segments).toEqual([{ segment: 0, placesCount: 1 }])
  expect(waitingIn(after, `${id}/0`)).toBe(waitingIn(before, `${id}/0`) + 1)
  await parley.close()
})

test('what was not opened by this package is not looked into', () => {
  expect(() => inspectionOf({} as Parley)).toThrow('only what openParley opened')
})

function waitingIn({ outbox }: ReturnType<typeof inspectionOf>, doc: string): number {
  return outbox.find((one) => one.doc === doc)?.count ?? 0
}
