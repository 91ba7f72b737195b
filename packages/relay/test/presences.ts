/** What test clients say and hear of who is here. */
import {
  encodePresenceEntries,
  groupDoc,
  idBytes,
  MESSAGE_TYPE,
  newWriter,
  parsePresenceEntries,
  type PresenceEntry,
  writerPrefix,
} from '@parley/protocol'
import type { Person, TestGroup } from './people.ts'
import type { TestClient } from './sockets.ts'

export const presenceIdOf = (person: Person, { id }: TestGroup, suffix = 77): number =>
  newWriter(writerPrefix(id, idBytes(person.device)), suffix)

export const sayPresence = (client: TestClient, group: TestGroup, ...entries: PresenceEntry[]) =>
  client.say(groupDoc(group.id), MESSAGE_TYPE.awareness, encodePresenceEntries(entries))

export const heardPresence = (client: TestClient, group: TestGroup) =>
  client
    .frames(MESSAGE_TYPE.awareness, groupDoc(group.id))
    .flatMap(({ payload }) => parsePresenceEntries(payload) ?? [])
