/** What a site's own server does for its chat: it says who the visitor is that is logged in there. */
import { type CryptoKey, SignJWT } from 'jose'

export interface User {
  readonly id: string
  readonly name: string
}

export function chatToken(
  key: CryptoKey,
  user: User,
  asked: { group: string; thumbprint: string },
) {
  return new SignJWT({ name: user.name, cnf: { jkt: asked.thumbprint } })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(user.id)
    .setAudience(asked.group)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key)
}
