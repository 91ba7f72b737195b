/** Signatures of sites, on this device: P-256 is fetched when the first token asks for it. */
import { loadEs256, newSiteVerifier, type SiteVerifier, type Verifier } from '@parley/signing'

export interface SiteProofs {
  readonly verify: SiteVerifier
  /** From when on P-256 is here, and counted with. Rejects when it cannot be fetched. */
  ready(): Promise<void>
}

/** `onReady`: what could not be told before can be told now. What cannot be fetched is asked for again. */
export function newSiteProofs(ed25519: Verifier, onReady: () => void): SiteProofs {
  let es256: Verifier | undefined
  let coming: Promise<void> | undefined
  const fetchIt = async (): Promise<void> => {
    try {
      es256 = await loadEs256()
    } catch (error) {
      coming = undefined // offline, and not kept here
      throw error
    }
    onReady()
  }
  const ready = (): Promise<void> => (coming ??= fetchIt())
  const verify = newSiteVerifier(ed25519, () => {
    if (es256 === undefined) ready().catch(() => undefined)
    return es256
  })
  return { verify, ready }
}
