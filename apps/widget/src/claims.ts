/**
 * What stands in a token, read and not checked: whose it is, and until when. Whether it counts is for the
 * rules of the group to say.
 */

export interface Claims {
  /** The site's own word for its user. */
  readonly user: string
  /** '' where it says none. */
  readonly name: string
  readonly thumbprint: string
  /** Epoch milliseconds. */
  readonly endsAt: number
}

export function claimsIn(token: string): Claims | undefined {
  const [, payload = ''] = token.split('.')
  const read = jsonIn(payload)
  const { sub, name, exp, cnf } = read
  if (typeof sub !== 'string' || sub === '') return undefined
  const jkt = isRecord(cnf) ? cnf['jkt'] : undefined
  return {
    user: sub,
    name: typeof name === 'string' ? name : '',
    thumbprint: typeof jkt === 'string' ? jkt : '',
    endsAt: typeof exp === 'number' ? exp * 1_000 : 0,
  }
}

function jsonIn(payload: string): Readonly<Record<string, unknown>> {
  try {
    const letters = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return isRecord(read) ? read : {}
  } catch {
    return {}
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
