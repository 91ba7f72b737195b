/** Puts a person's name behind an at sign into what is being written to the group on screen. */
import { useGroupInfo, type Group, type GroupPerson } from '@parley/react'
import { useNavigation } from '../shell/places.ts'

/** Undefined where this person may not write, and for a name that several have: it would mean nobody. */
export function useMentioning(
  group: Group,
  { person, name, isMe }: GroupPerson,
  onClose: () => void,
): (() => void) | undefined {
  const { go } = useNavigation()
  const { people, me } = useGroupInfo(group)
  const isAmbiguous = people.some((one) => one.person !== person && isSameName(one.name, name))
  if (isMe || !me.mayPost || isAmbiguous) return undefined
  return () => {
    const text = group.draft.get()
    const gap = text === '' || /\s$/.test(text) ? '' : ' '
    group.setDraft(`${text}${gap}@${name} `)
    onClose()
    go({ screen: 'group', group: group.id })
    requestAnimationFrame(() => requestAnimationFrame(writeOn))
  }
}

function isSameName(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase()
}

/** Once the card is gone and the conversation is on screen. */
function writeOn(): void {
  const box = document.querySelector<HTMLTextAreaElement>('[data-pane="main"] form textarea')
  box?.focus()
  box?.setSelectionRange(box.value.length, box.value.length)
}
