/**
 * A name for this machine in its own network, `parley.local`: no server, and no packet that a router passes on.
 * It asks first whether anybody has the name, and takes the next one if so.
 */
import type { ResponsePacket } from 'multicast-dns'
import { openNeighbours } from './neighbours.ts'

const PROBES = 3
const PROBE_MS = 250
const NAMES = 9

export interface LocalName {
  /** Resolves with the name that is ours, or `undefined` where none can be had; never rejects. */
  readonly settled: Promise<string | undefined>
  get(): string | undefined
  close(): void
}

interface LocalNamePorts {
  /** Without `.local`. */
  readonly wanted: string
  /** Of this machine, as they are now. */
  addresses(): readonly string[]
  /** Somebody else has this name. */
  onTaken(name: string): void
  readonly port?: number
}

export function openLocalName({ wanted, addresses, onTaken, port }: LocalNamePorts): LocalName {
  let name: string | undefined
  let isOver = false
  let probed: { readonly name: string; isTaken: boolean } | undefined
  const neighbours = openNeighbours({
    ...{ addresses, port },
    onQuery({ questions = [] }) {
      if (questions.some((question) => isSame(question.name, name))) tell()
    },
    onResponse(response) {
      if (probed !== undefined) probed.isTaken ||= isOfOther(response, probed.name, addresses())
    },
    onNetwork: tell,
  })

  function tell(): void {
    if (name !== undefined) neighbours.tell(name)
  }

  async function isTaken(candidate: string): Promise<boolean> {
    const current = { name: candidate, isTaken: false }
    probed = current
    for (let probe = 0; probe < PROBES && !current.isTaken; probe++) {
      neighbours.ask(candidate)
      await passed(PROBE_MS)
    }
    probed = undefined
    return current.isTaken
  }

  async function settle(): Promise<string | undefined> {
    for (let number = 1; number <= NAMES && !isOver; number++) {
      const candidate = `${wanted}${number === 1 ? '' : `-${number}`}.local`
      if (await isTaken(candidate)) onTaken(candidate)
      else if (!isOver) {
        name = candidate
        tell()
        return name
      }
    }
    return undefined
  }

  return {
    settled: settle(),
    get: () => name,
    close() {
      isOver = true
      neighbours.close()
    },
  }
}

/** Somebody answers for the name with an address that is none of ours. */
function isOfOther(
  { answers = [] }: ResponsePacket,
  name: string,
  own: readonly string[],
): boolean {
  return answers.some((answer) => {
    if (!isSame(answer.name, name)) return false
    return answer.type === 'AAAA' || (answer.type === 'A' && !own.includes(answer.data))
  })
}

function isSame(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase()
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}
