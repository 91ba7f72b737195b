/**
 * A classroom: a relay on the teacher's laptop, found by everybody in the same network and by nobody else. Addresses
 * are looked up whenever they are wanted, because the laptop sleeps, wakes and changes networks.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Config } from '../config.ts'
import { codeInCookies } from '../invitations.ts'
import { normalOrigin, ownOrigins } from '../origins.ts'
import type { Extras } from '../run.ts'
import { lanAddresses } from './addresses.ts'
import { openLocalName } from './local-name.ts'
import { newClassroomSite } from './site.ts'

/** Without `.local`. */
const WANTED_NAME = 'parley'

export interface Classroom {
  readonly extras: Extras
  /** Where students open the app, the best first; none while the laptop is in no network. */
  addresses(): readonly string[]
  close(): void
}

export interface ClassroomPorts {
  /** Of the class. */
  readonly name: string
  readonly config: Pick<Config, 'closed' | 'origins' | 'port' | 'tlsCert'>
  /** Whether this machine takes a name in its network. */
  readonly isNamed: boolean
  onNameTaken(name: string): void
}

export function openClassroom({ name, config, isNamed, onNameTaken }: ClassroomPorts): Classroom {
  const { origins, port, tlsCert } = config
  const local = isNamed
    ? openLocalName({ wanted: WANTED_NAME, addresses: lanAddresses, onTaken: onNameTaken })
    : undefined
  const run = randomUUID()
  const scheme = tlsCert === undefined ? 'http' : 'https'
  const addressOf = (host: string): string =>
    normalOrigin(`${scheme}://${host}:${port}`) ?? `${scheme}://${host}:${port}`

  /** The number first: not every phone asks the network for names. */
  function addresses(): readonly string[] {
    if (origins !== undefined) return origins
    const numbers = lanAddresses().map((address) => addressOf(address))
    const named = local?.get()
    if (named === undefined || numbers.length === 0) return numbers
    return [...numbers.slice(0, 1), addressOf(named), ...numbers.slice(1)]
  }

  return {
    addresses,
    extras: {
      isOrigin: (origin) => ownOrigins(port).includes(origin) || addresses().includes(origin),
      welcomeAt: '/#/class',
      serve({ invitations, sessionsCount }) {
        const isTeacher = ({ headers }: IncomingMessage): boolean => {
          const code = codeInCookies(headers.cookie)
          return code !== undefined && invitations.endOf(code) !== undefined
        }
        return newClassroomSite({
          now: Date.now,
          state: () => ({ name, run, addresses: addresses(), hereCount: sessionsCount() }),
          isTeacher,
          mayFound: (request) => !config.closed || isTeacher(request),
        })
      },
    },
    close: () => local?.close(),
  }
}
