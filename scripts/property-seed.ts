/**
 * What property tests draw from: the same numbers in every run, so that a red build is red again.
 * `PARLEY_SEED=random` (or a number) draws others; a seed that fails becomes a named example.
 */
import fc from 'fast-check'
import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `undefined`: fresh ones, which fast-check names when a property fails. */
    propertySeed: number | undefined
  }
}

const seed = inject('propertySeed')
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
