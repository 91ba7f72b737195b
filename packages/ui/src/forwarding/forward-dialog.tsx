/**
 * Sends a message's words on to other groups, marked as forwarded. Works offline like every message; a
 * group whose rules do not let this person write is shown, and says so.
 */
import { useGroups, useParley, type Group, type GroupId, type ShownMessage } from '@parley/react'
import { useState, type FormEvent } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { QuotedText } from '../conversation/quote.tsx'
import { nameOf } from '../groups/group-name.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './forward-dialog.module.css'

interface ForwardDialogProps {
  readonly message: ShownMessage
  /** Told what is to be said of it. */
  readonly onDone: (said: string) => void
  readonly onClose: () => void
}

export function ForwardDialog({ message, onDone, onClose }: ForwardDialogProps) {
  const parley = useParley()
  const groups = useGroups()
  const [chosen, setChosen] = useState<ReadonlySet<GroupId>>(new Set())
  const [fault, setFault] = useState<string>()
  const says = texts.forwarding
  const namesOf = (ids: readonly GroupId[]) =>
    groups.filter(({ id }) => ids.includes(id)).map((group) => nameOf(group))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (chosen.size === 0) return setFault(says.none)
    const failed = await sendTo(parley, [...chosen], message.text)
    if (failed.length > 0) {
      setChosen(new Set(failed))
      return setFault(says.failed(namesOf(failed)))
    }
    onClose()
    onDone(says.done(namesOf([...chosen])))
  }
  return (
    <Modal title={says.title} isRead onClose={onClose}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <blockquote className={styles['quoted']}>
          <QuotedText quoted={message} />
        </blockquote>
        <p className={styles['hint']}>{says.hint}</p>
        <fieldset className={styles['groups']}>
          <legend>{says.groups}</legend>
          {groups.map((group) => (
            <Choice
              key={group.id}
              name={nameOf(group)}
              group={parley.openGroup(group.id)}
              isChosen={chosen.has(group.id)}
              onChoose={(isChosen) => {
                setFault(undefined)
                setChosen((was) => changed(was, group.id, isChosen))
              }}
            />
          ))}
        </fieldset>
        <Fault says={fault} />
        <ModalButtons>
          <Button onClick={onClose}>{texts.dialog.cancel}</Button>
          <Button type="submit" look="main">
            {says.forward}
          </Button>
        </ModalButtons>
      </form>
    </Modal>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly group: Group | undefined
  readonly isChosen: boolean
  readonly onChoose: (isChosen: boolean) => void
}

function Choice({ name, group, isChosen, onChoose }: ChoiceProps) {
  const may = group !== undefined && mayPost(group)
  return (
    <label className={styles['choice']} data-may-not={may ? undefined : ''}>
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!may}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <Avatar id={group?.id ?? ''} name={name} small isGroup />
      <span>
        <bdi>{name}</bdi>
        {!may && <small>{texts.forwarding.mayNot}</small>}
      </span>
    </label>
  )
}

/** What waits to be let in, waits there too. */
function mayPost(group: Group): boolean {
  const { state, me, linkFault, postWaits } = group.info.get()
  if (state === 'joining') return linkFault === undefined
  return state === 'ready' && (me.mayPost || (me.bar === 'slow' && !postWaits))
}

/** Returns those it could not be kept for. */
async function sendTo(
  parley: ReturnType<typeof useParley>,
  ids: readonly GroupId[],
  text: string,
): Promise<readonly GroupId[]> {
  const failed: GroupId[] = []
  for (const id of ids) {
    try {
      await parley.openGroup(id)?.send(text, { forwarded: true })
    } catch {
      failed.push(id)
    }
  }
  return failed
}

function changed(was: ReadonlySet<GroupId>, id: GroupId, isIn: boolean): ReadonlySet<GroupId> {
  const next = new Set(was)
  if (isIn) next.add(id)
  else next.delete(id)
  return next
}
