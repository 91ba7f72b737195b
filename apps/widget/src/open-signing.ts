/** Signing in to what an element shows, by this browser's own clock and storage. */
import { openPlaces } from './places.ts'
import { keptAsOf, type Settings } from './settings.ts'
import { SigningIn, type Said, type SigningPorts } from './signing-in.ts'
import { keyIn } from './visit.ts'

type Told = Pick<SigningPorts, 'onPlace' | 'onSignedIn' | 'onRefused' | 'onAway' | 'onToken'>

export function openSigning(settings: Settings, said: Said, told: Told): SigningIn {
  return new SigningIn(said, {
    ...told,
    places: openPlaces(keptAsOf(settings.relay)),
    group: groupOf(settings),
    now: () => Date.now(),
    later(act, ms) {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
}

/** As the group's own id is written: what follows the version in its link. */
function groupOf(settings: Settings): string | undefined {
  const key = keyIn(settings)
  if (typeof key === 'object' || settings.support !== '') return undefined
  const bytes = atob(key.replaceAll('-', '+').replaceAll('_', '/')).slice(1)
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
