/** How this device stands to its relay, as a user interface sees it. */
import type { Device } from './device.ts'
import type { Connection } from './model.ts'

export function connectionOf({ link, origin }: Device): Connection {
  const { isUnknownOrigin, ...state } = link.state()
  return isUnknownOrigin ? { ...state, unknownOrigin: origin.replace(/^ws/, 'http') } : state
}
