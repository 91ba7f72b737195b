/** What the lab's page says to its devices. */
export type LabCommand = 'cut' | 'heal'

/** The one field of a message that is the lab's. */
export const LAB = 'parley-lab'

/** Nothing, if a message is somebody else's. */
export function commandIn(data: unknown): LabCommand | undefined {
  if (typeof data !== 'object' || data === null || !(LAB in data)) return undefined
  const command = data[LAB]
  return command === 'cut' || command === 'heal' ? command : undefined
}
