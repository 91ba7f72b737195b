/** Whether this browser may still begin something as who it was opened as. */
import { NotAllowed } from '../model-people.ts'
import type { Opened } from '../open-device.ts'
import type { Own } from './own.ts'

/** Whoever this browser became keeps nothing that is begun as the one before. Throws. */
export function assertCurrent({ ownIdentity }: Pick<Opened, 'ownIdentity'>, own: Own | undefined) {
  if (ownIdentity.isReplaced())
    throw new Error('This browser belongs to another person now. Open the page again.')
  if (own?.isRemoved.get() === true)
    throw new NotAllowed('This device was removed by another of yours: it enters no group.')
}
