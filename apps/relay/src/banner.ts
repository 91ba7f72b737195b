/** What a relay says when it is ready: where to open it, as text and for a camera. */
import { renderUnicodeCompact } from 'uqr'
import { isLoopbackName } from './origins.ts'

export interface Ready {
  readonly urls: readonly string[]
  /** Where messages are kept. */
  readonly data: string
  /** Only a terminal shows a code; a file is told the address. */
  readonly isTerminal: boolean
}

/** The lines of the banner; the first one says that it is ready. */
export function bannerLines({ urls, data, isTerminal }: Ready): readonly string[] {
  const [first = '', ...more] = urls
  const others = more.filter((url) => !isLocal(url))
  const lines = [`Parley is ready. Open ${first}`]
  if (others.length > 0) lines.push(`From other devices on this network: ${others.join('  ')}`)
  const forPhones = urls.find((url) => !isLocal(url))
  if (isTerminal && forPhones !== undefined)
    lines.push('', renderUnicodeCompact(forPhones, { border: 2 }), `  ${forPhones}`, '')
  lines.push(`Messages are kept in ${data}. Press Ctrl+C to stop.`)
  return lines
}

function isLocal(url: string): boolean {
  return isLoopbackName(new URL(url).hostname)
}
