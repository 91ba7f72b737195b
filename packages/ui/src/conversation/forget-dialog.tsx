/** Asks whether a group may go from this device, and tells what goes with it. */
import { useGroupInfo, type Group, type GroupInfo } from '@parley/react'
import { Ask } from '../controls/ask.tsx'
import { useNavigation, usePlace } from '../shell/places.ts'
import type { Texts } from '../texts/catalogue.ts'
import { useWords } from '../texts/words.tsx'
import { isTurnedAway } from './turned-away.ts'

export function ForgetDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const { states } = useWords()
  const info = useGroupInfo(group)
  const { go } = useNavigation()
  const place = usePlace()
  const isShown = place.screen === 'group' && place.group === group.id
  const forget = async () => {
    await group.forget()
    if (isShown) go({ screen: 'groups' }, { replace: true })
  }
  return (
    <Ask title={states.forgetTitle} act={states.forgetAct} onAct={forget} onClose={onClose}>
      {wordsFor(info, states).map((one) => (
        <p key={one}>{one}</p>
      ))}
    </Ask>
  )
}

function wordsFor(info: GroupInfo, says: Texts['states']): readonly string[] {
  if (info.state === 'ready') return [says.forgetAlone]
  return isTurnedAway(info) ? [says.forgetHintOutside] : [says.forgetHint, says.forgetKeeps]
}
