/** What the lab's pages must have in them. Throws where one has it not. */
export function elementOf(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`${location.pathname} has no element with the id "${id}".`)
  return element
}
