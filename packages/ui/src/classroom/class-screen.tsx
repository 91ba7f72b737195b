/**
 * Where the teacher's link leads: a name, the name of the class, and the board is there. Whoever has begun their
 * class before sees its board at once.
 */
import { useGroups, useName, useParley, type GroupId } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { makeLink } from '../inviting/make-link.ts'
import { USUAL } from '../inviting/invite-kinds.ts'
import { LanguageLine } from '../language/language-line.tsx'
import { Centred } from '../shell/centred.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { inClass } from '../texts/words.tsx'
import { FirstName } from '../welcome/first-name.tsx'
import { BoardScreen } from './board-screen.tsx'
import { useClassHere } from './use-class-here.ts'

export function ClassScreen() {
  const parley = useParley()
  const name = useName()
  const here = useClassHere()
  const begun = useBegunClass(here?.name)
  const says = texts.classroom
  if (begun !== undefined) return <BoardScreen group={begun} />
  if (name === undefined)
    return (
      <Centred title={says.whoTitle} hint={says.whoHint} above={<LanguageLine />}>
        <FirstName enter={says.goOn} onName={(said) => parley.setName(said)} />
      </Centred>
    )
  // What the command was told stands in the field already, once it is known.
  return <NewClass key={here?.name} first={here?.name ?? ''} />
}

function NewClass({ first }: { first: string }) {
  const parley = useParley()
  const { go } = useNavigation()
  const [needsApproval, setNeedsApproval] = useState(false)
  const says = texts.classroom
  const begin = async (name: string) => {
    const id = await parley.newGroup(name, { asClass: true })
    const group = parley.openGroup(id)
    if (group !== undefined) await makeLink(group, { ...USUAL, needsApproval })
    go({ screen: 'board', group: id }, { replace: true })
  }
  return (
    <Centred title={says.title} hint={says.hint}>
      <NameForm
        label={says.name}
        empty={says.nameEmpty}
        failed={says.failed}
        first={first}
        onName={begin}
      >
        <SwitchRow
          label={texts.invite.approve}
          hint={inClass().invite.approveHint}
          isOn={needsApproval}
          onSwitch={async (isOn) => setNeedsApproval(isOn)}
        />
        <Button type="submit" look="main">
          {says.start}
        </Button>
      </NameForm>
    </Centred>
  )
}

/** A group of that name that this person leads: the class of another day. */
function useBegunClass(name: string | undefined): GroupId | undefined {
  const parley = useParley()
  return useGroups().find(({ id, name: called, state }) => {
    if (state !== 'ready' || called !== name) return false
    return parley.openGroup(id)?.info.get().me.mayOwn === true
  })?.id
}
