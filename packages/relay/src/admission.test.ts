import { groupDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../test/people.ts'
import { admitUpdate } from './admission.ts'
import { newGroupState } from './group-state.ts'
import { newMemoryJournal } from './journal/memory-journal.ts'
import { openLiveDoc } from './live-doc.ts'
import { nodePorts } from './node-ports.ts'
import { siteVerifier } from './site-verifier.ts'

const { verify } = nodePorts()

async function newApplication() {
  const alice = newPerson()
  const group = newGroup(alice)
  const ports = { journal: newMemoryJournal(), log: () => undefined, onFailure: () => undefined }
  const live = await openLiveDoc(groupDoc(group.id), ports)
  await live.apply(group.update())
  const stored = { records: live.records.all(), marks: [], storedBytes: 0 }
  const state = newGroupState({ id: group.id, doc: groupDoc(group.id) }, stored, verify)
  const by = {
    device: newPerson().device,
    links: new Map(),
    refills: new Set([group.id]),
    mirrors: new Set<never>(),
  }
  const limits = { segmentsAhead: 4, groupBytes: 1_048_576 }
  const places = { lastSegment: 0, now: 1_700_000_000_000, ...limits }
  return {
    group,
    live,
    application: {
      live,
      group: state,
      by,
      verify,
      verifySite: siteVerifier(verify),
      isBarred: () => false,
      mayReduce: () => true,
      ...places,
    },
  }
}

test('[RE15] [AT75] a device whose writer prefix is taken is told to make another key', async () => {
  const { group, application } = await newApplication()
  const join = group.join(newPerson())
  const someone = group.founder.keys.publicKey
  const taken = { ...application, group: { ...application.group, devicesOf: () => [someone] } }
  const admission = admitUpdate(join.update, taken)
  expect(admission).toMatchObject({
    type: 'judged',
    verdict: { accepted: [], refusals: [{ clock: 0, reason: 'policy:prefix' }] },
  })
  expect(admitUpdate(join.update, application)).toMatchObject({ verdict: { refusals: [] } })
})

test('[RE15] [AT124] a made-up device that is only named keeps nobody out; one that was let in keeps its prefix', async () => {
  for (const role of ['guest', 'founder'] as const) {
    const { group, application } = await newApplication()
    const named = newPerson()
    const add = { type: 'add', role: 'guest', person: named.introduction, join: undefined } as const
    const { update } = group.founder.act(group.id, add, { role, parents: [group.found.id] })
    const admission = admitUpdate(update, application)
    if (admission.type !== 'judged') throw new Error('the add was not judged')
    expect(admission.verdict.refusals).toEqual([])
    application.group.add(admission.verdict.accepted)
    const state = { ...application.group, devicesOf: () => [named.keys.publicKey] }
    const { update: join } = group.join(newPerson())
    expect(admitUpdate(join, { ...application, group: state })).toMatchObject({
      verdict: { refusals: role === 'guest' ? [] : [{ reason: 'policy:prefix' }] },
    })
  }
})

test('[RE17] a full segment takes deletions and nothing else', async () => {
  const { group, live, application } = await newApplication()
  const { founder } = group
  const post = founder.post(group.id, { heads: [group.found.id] })
  const by = { ...application.by, device: founder.device }
  const filled = { placesCount: 32_768, bytesCount: 0 }
  const records = { ...live.records, placesOf: () => 0 }
  const admit = (state: typeof filled) => {
    const { quota, digestOf, retracts } = live
    const segment = { name: post.doc, records, filled: () => state, quota, digestOf, retracts }
    return admitUpdate(post.update, { ...application, by, live: segment })
  }
  expect(admit(filled)).toMatchObject({ verdict: { refusals: [{ reason: 'policy:full' }] } })
  expect(admit({ placesCount: 5, bytesCount: 8 * 1_048_576 })).toMatchObject({
    verdict: { refusals: [{ reason: 'policy:full' }] },
  })
  expect(admit({ placesCount: 5, bytesCount: 5 })).toMatchObject({ verdict: { refusals: [] } })
  application.group.storedBytes = application.groupBytes
  expect(admit({ placesCount: 5, bytesCount: 5 })).toMatchObject({
    verdict: { refusals: [{ reason: 'policy:full' }] },
  })
})
