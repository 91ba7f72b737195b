/** The acts offered for one person: what the rules let this one do, then what concerns only oneself. */
import type { GroupPerson } from '@parley/react'
import {
  Ban,
  Fingerprint,
  MessageSquare,
  MessageSquareOff,
  UserCog,
  UserMinus,
  UserRoundCheck,
} from 'lucide-react'
import type { MenuItem } from '../controls/menu.tsx'
import { texts } from '../texts/catalogue.ts'
import type { PersonQuestion } from './person-acts.ts'

export interface PersonActs {
  ask(about: PersonQuestion, person: GroupPerson): void
  unmute(person: GroupPerson): void
  block(person: GroupPerson, blocked: boolean): void
}

export function personItems(
  person: GroupPerson,
  acts: PersonActs,
  says = texts.people,
): readonly MenuItem[] {
  if (person.isMe) return []
  const may = new Set(person.may)
  const ask = (about: PersonQuestion) => () => acts.ask(about, person)
  return [
    ...when(person.assignable.length > 0, {
      name: says.changeRole,
      icon: <UserCog size={18} aria-hidden />,
      onChoose: ask('role'),
    }),
    ...when(may.has('unmute') && person.mutedUntil !== undefined, {
      name: says.unmute,
      icon: <MessageSquare size={18} aria-hidden />,
      onChoose: () => acts.unmute(person),
    }),
    ...when(may.has('mute') && person.mutedUntil === undefined, {
      name: says.mute,
      icon: <MessageSquareOff size={18} aria-hidden />,
      onChoose: ask('mute'),
    }),
    {
      name: says.compare,
      icon: <Fingerprint size={18} aria-hidden />,
      isUrged: person.verified === 'changed',
      onChoose: ask('compare'),
    },
    {
      name: person.blocked ? says.unblock : says.block,
      icon: person.blocked ? (
        <UserRoundCheck size={18} aria-hidden />
      ) : (
        <Ban size={18} aria-hidden />
      ),
      onChoose: () => acts.block(person, !person.blocked),
    },
    ...when(may.has('remove'), {
      name: says.remove,
      icon: <UserMinus size={18} aria-hidden />,
      isGrave: true,
      onChoose: ask('remove'),
    }),
  ]
}

function when(isOffered: boolean, item: MenuItem): readonly MenuItem[] {
  return isOffered ? [item] : []
}
