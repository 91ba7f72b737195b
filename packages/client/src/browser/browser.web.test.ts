import { pureVerifier } from '@parley/signing'
import { expect, test } from 'vitest'
import { deviceStoreContract } from '../stores/device-store.contract.ts'
import { openIdbStore } from '../stores/idb-store.ts'
import { openBroadcastTabs } from '../tabs/broadcast-tabs.ts'
import { tabChannelContract } from '../tabs/tab-channel.contract.ts'
import { browserClock } from './clock.ts'
import { browserVerifier } from './verifier.ts'
import { verifierQuestions } from './verifier-questions.ts'

// Test runs of one browser profile share its disk.
const run = String(Date.now())

deviceStoreContract('IndexedDB', {
  open: (name) => openIdbStore({ name: `${run}-${name}`, clock: browserClock }),
})
tabChannelContract('BroadcastChannel', () => openBroadcastTabs(run))

test('[BR5] this browser verifies by the rule', async () => {
  const proofs = verifierQuestions()
  expect(await browserVerifier()(proofs)).toEqual(proofs.map(pureVerifier))
})
