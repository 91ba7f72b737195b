/** The button that takes a group off this device, once somebody has heard what that means. */
import type { Group } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { useWords } from '../texts/words.tsx'
import { ForgetDialog } from './forget-dialog.tsx'

export function Forgetting({ group }: { group: Group }) {
  const { states } = useWords()
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <Button onClick={() => setAsked(true)}>{states.forget}</Button>
      {isAsked && <ForgetDialog group={group} onClose={() => setAsked(false)} />}
    </>
  )
}
