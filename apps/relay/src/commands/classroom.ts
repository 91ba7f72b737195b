/** `parley classroom`: a relay on a teacher's laptop, for everybody in the same network. */
import { resolve } from 'node:path'
import { classroomLines, movedLines } from '../classroom/banner.ts'
import { type Classroom, openClassroom } from '../classroom/classroom.ts'
import { freePort } from '../classroom/free-port.ts'
import type { Call, Command } from '../command.ts'
import { newLog } from '../log.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { carryingLines } from '../upstream/carrying.ts'
import { runParley } from '../run.ts'
import { untilStopped } from '../until-stopped.ts'

/** The teacher's link is good for so long in the browser that opened it. */
const TEACHER_DAYS = 30
const LOOK_AGAIN_MS = 3_000
const MAX_NAME_BYTES = 200

export const classroom: Command = {
  name: 'classroom',
  operands: [],
  says: 'Runs a class on this laptop, without internet',
  more:
    'Relay and app for everybody in the same Wi-Fi: no account, no store, no internet. Open the teacher’s link on ' +
    'this laptop; students scan the code on the board. It needs no administrator rights, and stops gently on Ctrl+C.',
  settings: [
    ...(['port', 'data', 'web', 'host', 'closed', 'origins', 'tlsCert', 'tlsKey'] as const),
    ...(['log', 'logPrivate', 'groupMib'] as const),
    ...(['upstream', 'upstreamToken', 'upstreamGroups'] as const),
  ],
  otherwise: {
    port: ['8080, or the next one that is free', () => 0],
    data: ['./classroom', (directory) => resolve(directory, 'classroom')],
    closed: ['on: only the teacher founds groups', () => true],
  },
  flags: [
    ['--name <words>', 'What the class is called. Otherwise: Class.'],
    [
      '--no-mdns',
      'Does not take the name parley.local in this network. Then only the number leads here.',
    ],
  ],
  examples: [
    'parley classroom --name "Class 7b"',
    'PARLEY_UPSTREAM_TOKEN=… parley classroom --name "Class 7b" --upstream wss://school.example',
    'parley classroom --name Biology --port 9000 --no-mdns',
    'parley classroom --tls-cert fullchain.pem --tls-key privkey.pem --origins https://class.school.example',
  ],
  async run({ config: told, flags, terminal }) {
    const name = mustBeName(flags.get('name') ?? 'Class')
    const port = told.port === 0 ? await freePort(told.host) : told.port
    const config = { ...told, port }
    const room = openClassroom({
      ...{ name, config, isNamed: !flags.has('no-mdns') },
      onNameTaken: (taken) =>
        terminal.note(
          `Another machine here is called ${taken} already; this one takes the next name.`,
        ),
    })
    try {
      const log = newLog(config, { write: terminal.note, now: Date.now })
      const running = await runParley(config, log, room.extras)
      const stopped = untilStopped(running) // before anybody is told that it runs
      const home = running.urls[0] ?? `http://localhost:${port}`
      const { data } = config
      const code = running.newInvitation(TEACHER_DAYS)
      const { isTerminal } = terminal
      for (const line of classroomLines({ name, home, code, data, isTerminal, ...now(room) }))
        terminal.say(line)
      if (running.route !== undefined)
        for (const line of carryingLines(running.route)) terminal.say(line)
      const stopTelling = tellMoves(room, terminal)
      return await stopped.finally(stopTelling)
    } finally {
      room.close()
    }
  },
}

function now(room: Classroom): { readonly addresses: readonly string[] } {
  return { addresses: room.addresses() }
}

/** Says where the class is whenever the laptop comes into another network. */
function tellMoves(room: Classroom, { say, isTerminal }: Call['terminal']): () => void {
  let [before] = room.addresses()
  const timer = setInterval(() => {
    const [best] = room.addresses()
    if (best === before) return
    before = best
    for (const line of movedLines(best, isTerminal)) say(line)
  }, LOOK_AGAIN_MS).unref()
  return () => clearInterval(timer)
}

function mustBeName(text: string): string {
  const name = text.trim()
  const isTooLong = Buffer.byteLength(name) > MAX_NAME_BYTES
  if (name !== '' && !isTooLong && !/\p{Cc}/u.test(name)) return name
  throw new OperatorProblem(
    `--name is "${name.slice(0, 20)}${isTooLong ? '…' : ''}", which is no name of a class. Use one line of at most ${MAX_NAME_BYTES} bytes, as in --name "Class 7b".`,
  )
}
