/**
 * Whose safety code this person has compared, and who goes by the name of somebody verified without
 * being them: a new identity of the same person, or a deceit. Rules OW19, OW20.
 */
import type { PersonId } from '@parley/protocol'
import type { Verification } from '../model-people.ts'
import type { Settings } from '../settings.ts'

const PREFIX = 'verified/'

/** The name under which each was verified. */
export function verifiedNames(settings: Settings): ReadonlyMap<PersonId, string> {
  return new Map(
    settings.keys(PREFIX).flatMap((key) => {
      const name = settings.get(key)
      const person = key.slice(PREFIX.length) as PersonId
      return typeof name === 'string' ? [[person, name] as const] : []
    }),
  )
}

export function verificationOf(
  verified: ReadonlyMap<PersonId, string>,
  { person, name }: { readonly person: PersonId; readonly name: string },
): Verification {
  if (verified.has(person)) return 'yes'
  const isNamesake = [...verified.values()].some((other) => folded(other) === folded(name))
  return isNamesake && name !== '' ? 'changed' : 'no'
}

/** As people read it: `Ｂob` and `bob` are one name. */
function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}
