/** Everything the palette can find: the groups, the people in them, and what is offered to be done now. */
import { useGroups, useParley, type GroupId, type PersonId } from '@parley/react'
import { use, useMemo, type ReactNode } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { nameOf } from '../groups/group-name.ts'
import { useNavigation, usePlace } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import type { Chord } from './chords.ts'
import { CommandsContext } from './command-center.ts'
import { CommandSign } from './command-sign.tsx'
import { chordsOf, COMMANDS, type CommandId } from './commands.ts'
import type { Findable } from './palette-results.ts'

export interface Found extends Findable {
  readonly icon: ReactNode
  /** What tells it from others of the same name. */
  readonly hint?: string
  readonly chord?: Chord | undefined
  readonly onChoose: () => void
}

/** Groups first, newest activity on top and the one on screen last; then commands; then people by name. */
export function useFindable(): readonly Found[] {
  const groups = useGroupsFound()
  const people = usePeopleFound()
  const commands = useCommandsFound()
  return useMemo(() => [...groups, ...commands, ...people], [groups, commands, people])
}

function useGroupsFound(): readonly Found[] {
  const { go } = useNavigation()
  const place = usePlace()
  const here = place.screen === 'group' ? place.group : undefined
  const groups = useGroups()
  return useMemo(
    () =>
      groups
        .toSorted((one, two) => Number(one.id === here) - Number(two.id === here))
        .map((group) => ({
          id: `group/${group.id}`,
          kind: 'group',
          name: nameOf(group),
          icon: <Avatar id={group.id} name={nameOf(group)} small isGroup />,
          onChoose: () => go({ screen: 'group', group: group.id }),
        })),
    [groups, here, go],
  )
}

interface Somebody {
  readonly name: string
  /** Newest activity first. */
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[]
}

/** A person is found in the newest group one shares with them. */
function usePeopleFound(): readonly Found[] {
  const { go } = useNavigation()
  const parley = useParley()
  const groups = useGroups()
  return useMemo(() => {
    const all = new Map<PersonId, Somebody>()
    for (const summary of groups) {
      for (const { person, name, isMe } of parley.openGroup(summary.id)?.info.get().people ?? []) {
        if (isMe) continue
        const known = all.get(person) ?? { name, groups: [] }
        const here = { id: summary.id, name: nameOf(summary) }
        all.set(person, { ...known, groups: [...known.groups, here] })
      }
    }
    return [...all]
      .toSorted(([, a], [, b]) => a.name.localeCompare(b.name))
      .map(([person, { name, groups: shared }]) => ({
        id: `person/${person}`,
        kind: 'person',
        name,
        hint: texts.palette.personIn(shared.slice(0, 3).map((one) => one.name)),
        icon: <Avatar id={person} name={name} small />,
        onChoose: () => {
          const [newest] = shared
          if (newest === undefined) return
          go({ screen: 'group', group: newest.id, side: { pane: 'about' } })
        },
      }))
  }, [groups, parley, go])
}

/** What the palette is, what is seen anyway, and what only keys are for. */
const LEFT_OUT: readonly CommandId[] = ['palette', 'back']
const BY_KEYS: readonly CommandId[] = ['help', 'previousGroup', 'nextGroup']

function useCommandsFound(): readonly Found[] {
  const center = use(CommandsContext)
  return useMemo(() => {
    const left = matchMedia('(pointer: coarse)').matches ? [...LEFT_OUT, ...BY_KEYS] : LEFT_OUT
    const words: Partial<Record<CommandId, string>> = texts.palette.words
    return COMMANDS.filter(
      ({ id, section }) => section !== 'message' && !left.includes(id) && center.offers(id),
    ).map((command) => ({
      id: `command/${command.id}`,
      kind: 'command',
      name: texts.commands[command.id],
      words: words[command.id],
      icon: <CommandSign id={command.id} />,
      chord: chordsOf(command)[0],
      onChoose: () => void center.run(command.id, document.activeElement),
    }))
  }, [center])
}
