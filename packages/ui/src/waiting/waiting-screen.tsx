/** For whoever has asked to come in: nothing to do, and no reason to stay and watch. */
import { Hourglass, LockKeyhole } from 'lucide-react'
import { Blank } from '../controls/blank.tsx'
import { texts } from '../texts/catalogue.ts'

/** `isLockedOut`: the request stays on this device until the group is unlocked. */
export function WaitingScreen({ isLockedOut }: { isLockedOut: boolean }) {
  const says = texts.waiting
  if (isLockedOut)
    return (
      <Blank
        icon={<LockKeyhole size={26} aria-hidden />}
        title={says.lockedTitle}
        hint={says.lockedHint}
      />
    )
  return (
    <Blank
      icon={<Hourglass size={26} aria-hidden />}
      title={says.screenTitle}
      hint={says.screenHint}
    />
  )
}
