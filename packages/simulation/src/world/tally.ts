/** What really happened in a world, so that nobody takes an idle one for a passed test. */
export interface Tally {
  posts: number
  edits: number
  deletes: number
  reactions: number
  replies: number
  hung: number
  mentions: number
  pins: number
  joins: number
  crashes: number
  cuts: number
  tunnels: number
  relayKills: number
  relayEmptied: number
  extraTabs: number
}

export function newTally(): Tally {
  return {
    ...{ posts: 0, edits: 0, deletes: 0, reactions: 0, replies: 0, joins: 0 },
    ...{ hung: 0, mentions: 0, pins: 0 },
    ...{ crashes: 0, cuts: 0, tunnels: 0, relayKills: 0, relayEmptied: 0, extraTabs: 0 },
  }
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  const total = newTally()
  for (const tally of tallies)
    for (const what of Object.keys(total) as (keyof Tally)[]) total[what] += tally[what]
  return total
}
