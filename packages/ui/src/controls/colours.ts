/**
 * The colour of a person or a group, the same on every device. Alone it follows from the id; among the
 * people of a group, whose colours the screen around gives, it is another than their neighbours'.
 */
import { createContext, use } from 'react'

export const COLOURS = 6

/** Of the people of the group on screen; whoever is not among them has the colour of their id. */
export const ColoursContext = createContext<ReadonlyMap<string, number>>(new Map())

export function useColour(id: string): number {
  return use(ColoursContext).get(id) ?? colourOf(id)
}

/** 0..5, from the id alone. */
export function colourOf(id: string): number {
  let sum = 0
  for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) >>> 0
  return sum % COLOURS
}

/**
 * Each takes the colour of their id, or the next one that fewest have before them. So nobody's changes
 * when somebody comes after them, and it takes more than six for two to have the same.
 */
export function coloursOf(comers: readonly string[]): ReadonlyMap<string, number> {
  const taken = Array.from({ length: COLOURS }, () => 0)
  const colours = new Map<string, number>()
  for (const id of comers) {
    if (colours.has(id)) continue
    const least = Math.min(...taken)
    let colour = colourOf(id)
    while (taken[colour] !== least) colour = (colour + 1) % COLOURS
    taken[colour] = least + 1
    colours.set(id, colour)
  }
  return colours
}
