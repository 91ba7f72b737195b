/**
 * Where others reach the relay of a page that was opened at a name of this computer alone.
 *
 * The relay tells it to browsers on its own machine (relay, RW19). What answers there is untrusted: only what
 * can be the origin of a page is taken, and it is only ever shown and put before a link.
 */
const MAX_ADDRESSES = 8

/** http(s) origins; none where the page's own will do, or nobody says. Never rejects. */
export async function addressesOf(origin: string): Promise<readonly string[]> {
  if (!isLoopback(new URL(origin).hostname)) return []
  try {
    const answer = await fetch(`${origin}/addresses`, { cache: 'no-store' })
    return answer.ok ? parseAddresses(await answer.json()) : []
  } catch {
    return []
  }
}

function parseAddresses(said: unknown): readonly string[] {
  return Array.isArray(said) ? said.filter(isOrigin).slice(0, MAX_ADDRESSES) : []
}

function isOrigin(said: unknown): said is string {
  if (typeof said !== 'string' || !/^https?:/.test(said) || !URL.canParse(said)) return false
  const { origin, hostname } = new URL(said)
  return origin === said && !isLoopback(hostname)
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}
