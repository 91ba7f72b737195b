/** How keeping a document fails. See `DocFault` in ports.ts for what each type means. */
import type { DocFault } from '../ports.ts'
import { storageFailed } from '../stores/storage-failed.ts'

export class DocFailed extends Error {
  override readonly name = 'DocFailed'
  readonly fault: DocFault

  constructor(fault: DocFault) {
    super(fault.error)
    this.fault = fault
  }
}

/** The error of a fault; what was `full` is a write that failed. */
export function newDocFailed(type: DocFault['type'] | 'full', error: string): DocFailed {
  if (type === 'full') return new DocFailed({ type: 'write-failed', isFull: true, error })
  return new DocFailed({ type, isFull: false, error })
}

/** What any error means for a doc; `broken` is the type of one that says nothing of its own. */
export function docFailed(error: unknown, broken: DocFault['type']): DocFailed {
  if (error instanceof DocFailed) return error
  const { reason, says } = storageFailed('A doc was not kept', error)
  switch (reason) {
    case 'full':
      return newDocFailed('full', says)
    case 'blocked':
    case 'absent':
      return newDocFailed('blocked', says)
    case 'broken':
    case 'taken':
      return newDocFailed(broken, says)
  }
}
