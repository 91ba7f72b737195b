/** The options of `npm run fuzz:gate`: read, or refused in words. */
import { parseArgs } from 'node:util'

export const USAGE = `npm run fuzz:gate -- [--updates 100000] [--seed 1]
  --updates  how many to try, from 1 to 1,000,000,000
  --seed     which ones: a whole number up to 4,294,967,295; the same seed tries the same`

export type FuzzOptions =
  | { readonly type: 'run'; readonly updates: number; readonly seed: number }
  | { readonly type: 'help' }
  /** In words, for the one who typed it. */
  | { readonly type: 'refused'; readonly why: string }

/** What was typed after the command's name. */
export function readOptions(args: readonly string[]): FuzzOptions {
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: {
        updates: { type: 'string', default: '100000' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return { type: 'refused', why: error instanceof Error ? error.message : String(error) }
  }
  if (values.help) return { type: 'help' }
  const updates = wholeNumber(values.updates, 1_000_000_000)
  const seed = wholeNumber(values.seed, 2 ** 32 - 1)
  if (updates === undefined || updates === 0)
    return { type: 'refused', why: '--updates is a whole number from 1 to 1,000,000,000.' }
  if (seed === undefined)
    return { type: 'refused', why: '--seed is a whole number from 0 to 4,294,967,295.' }
  return { type: 'run', updates, seed }
}

function wholeNumber(text: string, most: number): number | undefined {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Infinity
  return value <= most ? value : undefined
}
