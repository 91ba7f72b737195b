/**
 * Tells a group this person's status and picture when they chose others since the group heard of them.
 *
 * What is told has the time at which it was chosen. So a device that heard of the choice only from the
 * group tells nothing older back, and two devices that tell the same agree. Rules PF2 and PF8.
 */
import { type Hlc, MAX_CLOCK_LEAD_MS, RECORD_TYPE } from '@parley/protocol'
import type { Said } from '../membership/last-said.ts'
import type { Draft } from '../writing/drafts.ts'
import { draftNaming, draftPicture, type NamingPorts } from './draft-naming.ts'
import { ownPicture, ownStatus, saidAt } from './own-profile.ts'

export interface TellingPorts extends NamingPorts {
  /** This person is in, and what they write can be sealed. */
  isReady(): boolean
}

/** A relay that refuses it, or another tab that undoes it, must not make it endless. */
const MAX_TELLINGS = 3

/** Rejects with StorageFailed. */
export function newTelling(ports: TellingPorts): () => Promise<void> {
  const told = new Map<Hlc, number>()
  let isTelling = false

  return async () => {
    if (isTelling || !ports.isReady()) return
    isTelling = true
    try {
      for (const { hlc, drafts } of newsOf(ports)) {
        // No relay takes it; the note that says so is about to have the time there is.
        if (ports.device.ownClock.aheadMs(hlc) > MAX_CLOCK_LEAD_MS) continue
        const toldCount = told.get(hlc) ?? 0
        if (toldCount >= MAX_TELLINGS) continue
        told.set(hlc, toldCount + 1)
        await ports.doc().appender.append(drafts())
      }
    } finally {
      isTelling = false
    }
  }
}

interface News {
  readonly hlc: Hlc
  drafts(): readonly Draft[]
}

function newsOf(ports: TellingPorts): readonly News[] {
  const { device, membership } = ports
  const { own } = membership.saidNames(device.identity.person)
  const { status, picture } = saidAt(device)
  const words = ownStatus(device)
  const image = ownPicture(device)
  const saying = (hlc: Hlc) => ({ recordType: RECORD_TYPE.profile, hlc })
  const news: News[] = []
  if (isNews(status, own.words, words === ''))
    news.push({ hlc: status, drafts: () => [draftNaming(ports, saying(status), { words })] })
  if (isNews(picture, own.picture, image === undefined))
    news.push({ hlc: picture, drafts: () => draftPicture(ports, saying(picture), image) })
  return news
}

/** What a group never heard of is not taken back there. */
function isNews(
  chosenAt: Hlc | undefined,
  said: Said<unknown> | undefined,
  isNone: boolean,
): chosenAt is Hlc {
  if (chosenAt === undefined) return false
  return said === undefined ? !isNone : said.hlc < chosenAt
}
