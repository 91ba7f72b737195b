/** What relays tell each other of who is here: an entry with its device, or the question who is. */
import {
  ByteWriter,
  type DeviceKey,
  encodePresenceEntries,
  idBytes,
  parseBytes,
  parsePresenceEntries,
  type PresenceEntry,
  toDeviceKey,
} from '@parley/protocol'

export type SaidAbroad =
  | { readonly type: 'who' }
  | { readonly type: 'entry'; readonly device: DeviceKey; readonly entry: PresenceEntry }

const WHO = 0
const ENTRY = 1
const KEY_BYTES = 32

export function encodeWho(): Uint8Array {
  return Uint8Array.of(WHO)
}

export function encodeAbroad(device: DeviceKey, entry: PresenceEntry): Uint8Array {
  return new ByteWriter()
    .u8(ENTRY)
    .put(idBytes(device))
    .put(encodePresenceEntries([entry]))
    .bytes()
}

/** `undefined` for what no relay of this version says. */
export function parseAbroad(said: Uint8Array): SaidAbroad | undefined {
  if (said.length === 1 && said[0] === WHO) return { type: 'who' }
  return parseBytes(said, (reader) => {
    if (reader.u8() !== ENTRY) reader.fail()
    const device = toDeviceKey(reader.take(KEY_BYTES))
    const [entry] = parsePresenceEntries(reader.take(reader.left)) ?? reader.fail()
    return entry === undefined ? reader.fail() : { type: 'entry', device, entry }
  })
}
