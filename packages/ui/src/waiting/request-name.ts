/** By what name somebody waits. */
import type { JoinRequestInfo } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

/** The name came sealed with the request, and may not be readable. */
export function nameOfRequest({ name }: JoinRequestInfo): string {
  return name === '' ? texts.waiting.unnamed : name
}
