/**
 * What every device shows at the end, compared with what was typed.
 *
 * Texts repeat in real chats ("hey"), so a device's messages are compared as a sequence with what its
 * person typed; that finds what is lost, shown twice, or out of order.
 */
import type { MessageKey, PersonId, ShownMessage } from '@parley/client'

export interface Findings {
  lost: number
  doubled: number
  misordered: number
}

export type Typed = ReadonlyMap<PersonId, readonly string[]>

/** Adds up over all devices. `screens`: what each shows, oldest first. */
export function compareScreens(
  screens: readonly (readonly ShownMessage[])[],
  typed: Typed,
): Findings {
  const findings: Findings = { lost: 0, doubled: 0, misordered: 0 }
  const [first = []] = screens
  for (const screen of screens) {
    const byPerson = groupByPerson(screen)
    for (const person of new Set([...typed.keys(), ...byPerson.keys()]))
      compareOne(byPerson.get(person) ?? [], typed.get(person) ?? [], findings)
    if (!isSameOrder(first, screen)) findings.misordered++
  }
  return findings
}

function groupByPerson(screen: readonly ShownMessage[]): Map<PersonId, ShownMessage[]> {
  const byPerson = new Map<PersonId, ShownMessage[]>()
  for (const message of screen) {
    const own = byPerson.get(message.person)
    if (own === undefined) byPerson.set(message.person, [message])
    else own.push(message)
  }
  return byPerson
}

function compareOne(
  shown: readonly ShownMessage[],
  typed: readonly string[],
  findings: Findings,
): void {
  const counts = new Map<string, number>()
  for (const text of typed) counts.set(text, (counts.get(text) ?? 0) + 1)
  for (const { text } of shown) counts.set(text, (counts.get(text) ?? 0) - 1)
  let isComplete = true
  for (const count of counts.values()) {
    if (count > 0) findings.lost += count
    if (count < 0) findings.doubled -= count
    if (count !== 0) isComplete = false
  }
  const keys = new Set(shown.map(({ key }) => key))
  findings.doubled += shown.length - keys.size
  if (isComplete) findings.misordered += shown.filter(({ text }, at) => text !== typed[at]).length
  else findings.misordered += brokenOrder(shown, typed)
}

/** With gaps or strangers between: how many shown texts do not follow, in what was typed, the one before. */
function brokenOrder(shown: readonly ShownMessage[], typed: readonly string[]): number {
  let at = 0
  let broken = 0
  for (const { text } of shown) {
    const next = typed.indexOf(text, at)
    if (next >= 0) at = next + 1
    else if (typed.includes(text)) broken++
  }
  return broken
}

function isSameOrder(left: readonly ShownMessage[], right: readonly ShownMessage[]): boolean {
  const common = new Set<MessageKey>(right.map(({ key }) => key))
  const known = new Set<MessageKey>(left.map(({ key }) => key))
  const [one, other] = [
    left.filter(({ key }) => common.has(key)),
    right.filter(({ key }) => known.has(key)),
  ]
  return one.every(({ key }, at) => key === other[at]?.key)
}
