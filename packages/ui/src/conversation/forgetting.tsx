/** The button that takes a group off this device, once somebody has heard what that means. */
import type { Group } from '@parley/react'
import { useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Button } from '../controls/button.tsx'
import { useNavigation } from '../shell/places.ts'
import { useWords } from '../texts/words.tsx'

export function Forgetting({ group, says }: { group: Group; says: readonly string[] }) {
  const { states } = useWords()
  const { go } = useNavigation()
  const [isAsked, setAsked] = useState(false)
  const forget = async () => {
    await group.forget()
    go({ screen: 'groups' }, { replace: true })
  }
  return (
    <>
      <Button onClick={() => setAsked(true)}>{states.forget}</Button>
      {isAsked && (
        <Ask
          title={states.forgetTitle}
          act={states.forgetAct}
          onAct={forget}
          onClose={() => setAsked(false)}
        >
          {says.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </Ask>
      )}
    </>
  )
}
