/** What another tab sent: our own code, but perhaps of another version. */
import type { TabMessage } from '../ports.ts'

/** Only the tag is looked at; the fields are for whoever knows the tag. */
export function parseTabMessage(data: unknown): TabMessage | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined
  return typeof data.type === 'string' ? { ...data, type: data.type } : undefined
}
