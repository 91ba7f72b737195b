/** How one signs in is fetched when somebody does: few groups have a site. */
import type { Device } from '../device.ts'
import type { Group } from '../model.ts'
import type { Session } from './session.ts'

export function newSignIn(device: Device, session: Session): Group['signIn'] {
  return async (token) => {
    const { signIn } = await import('./sign-in.ts')
    const { id: group, membership, parts } = session
    return signIn({ device, group, membership, acts: parts.acts }, token)
  }
}
