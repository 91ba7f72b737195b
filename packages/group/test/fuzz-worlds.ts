/** Runs invariants over generated worlds and says what was met; a failure comes shrunk, as a story. */
import fc from 'fast-check'
import * as epochs from './epoch-invariants.ts'
import * as invariants from './roster-invariants.ts'
import type { Invariant } from './roster-invariants.ts'
import * as partings from './roster-partings.ts'
import * as powers from './roster-powers.ts'
import { anyScript, play } from './roster-script.ts'
import { actionLine } from './roster-told.ts'

export const INVARIANTS: readonly Invariant[] = [
  ...Object.values(invariants),
  ...Object.values(partings),
  ...Object.values(powers),
  ...Object.values(epochs),
]
  .filter((one): one is Invariant => typeof one === 'object')
  .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))

export interface Run {
  readonly worlds: number
  readonly seed?: number
  /** Where in the shrinking of a seed's failure to begin. */
  readonly path?: string
}

export interface Outcome {
  /** How often each thing was met. */
  readonly met: ReadonlyMap<string, number>
  /** The smallest world found in which it does not hold, in words. */
  readonly failure: string | undefined
}

export function runWorlds(invariant: Invariant, { worlds, seed, path }: Run): Outcome {
  const met = new Map<string, number>()
  const note = (what: string) => void met.set(what, (met.get(what) ?? 0) + 1)
  const property = fc.property(anyScript, fc.nat(9_999), (script, salt) => {
    invariant.check(script, note, salt)
  })
  const details = fc.check(property, {
    numRuns: worlds,
    ...(seed !== undefined && { seed }),
    ...(path !== undefined && { path }),
  })
  if (!details.failed) return { met, failure: undefined }
  const [script, salt] = details.counterexample ?? []
  const story = script === undefined ? [] : storyOf(play(script).world)
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : 'no reason'
  const named = `seed ${details.seed}, path ${details.counterexamplePath}, salt ${salt}`
  return { met, failure: [invariant.name, named, ...story, why].join('\n') }
}

function storyOf(world: ReturnType<typeof play>['world']): readonly string[] {
  const actions = world.actions.map((one) => actionLine(world, one))
  const said = world.said.map(({ act, place, heads }) => {
    const numbers = heads.map((head) => world.actions.findIndex(({ id }) => id === head))
    return `${act} at ${place.segment ?? 'group'}/${place.writer}/${place.clock} on [${numbers.join()}]`
  })
  return [...actions, ...said]
}
