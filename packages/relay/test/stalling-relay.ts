/**
 * A relay process on LevelDB and a real socket, which its test kills. Told to stall, it stores an
 * update durably, says so, and never gets round to the acknowledgement.
 */
import type { AddressInfo } from 'node:net'
import { MAX_FRAME_BYTES } from '@parley/protocol'
import { WebSocketServer } from 'ws'
import type { Journal } from '../src/journal/journal.ts'
import { openLevelJournal } from '../src/journal/level-journal.ts'
import { nodePorts } from '../src/node-ports.ts'
import { openRelay } from '../src/relay.ts'
import { relaySocketOf } from '../src/ws-socket.ts'

const [path = '', stallsOn = ''] = process.argv.slice(2)
const level = await openLevelJournal(path)
const journal: Journal = {
  ...level,
  async append(doc, update) {
    await level.append(doc, update)
    if (doc !== stallsOn) return
    process.stdout.write('stored\n')
    await new Promise<never>(() => undefined)
  },
}
const relay = await openRelay({ ...nodePorts(), journal, isOrigin: () => true })
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: MAX_FRAME_BYTES })
server.on('connection', (socket, request) =>
  relay.accept(relaySocketOf(socket, request.socket), { address: '127.0.0.1' }),
)
server.on('listening', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${port}\n`)
})
