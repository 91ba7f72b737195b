/** For whoever has asked to come in: nothing to do, and no reason to stay and watch. */
import { Hourglass } from 'lucide-react'
import { Blank } from '../controls/blank.tsx'
import { texts } from '../texts/catalogue.ts'

export function WaitingScreen() {
  const says = texts.waiting
  return (
    <Blank
      icon={<Hourglass size={26} aria-hidden />}
      title={says.screenTitle}
      hint={says.screenHint}
    />
  )
}
