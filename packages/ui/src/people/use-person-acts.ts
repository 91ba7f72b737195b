/** What is done to a person at a press, what is asked first, and what is told after. */
import { useParley, type Group } from '@parley/react'
import { useState } from 'react'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import type { Asked } from './person-acts.ts'
import type { PersonActs } from './person-items.tsx'

/** Blocking is one's own matter and taken back as easily: it is not asked about, its end is told. */
export function usePersonActs(group: Group) {
  const parley = useParley()
  const { fault, attempt } = useAttempt()
  const [told, setTold] = useState<string>()
  const [asked, setAsked] = useState<Asked>()
  const acts: PersonActs = {
    ask(about, person) {
      setTold(undefined)
      setAsked({ about, person })
    },
    unmute({ person }) {
      setTold(undefined)
      attempt(() => group.unmute(person))
    },
    block({ person, name }, blocked) {
      setTold(undefined)
      attempt(
        () => (blocked ? parley.block(person) : parley.unblock(person)),
        () => setTold(blocked ? texts.blocking.told(name) : texts.blocking.toldUnblocked(name)),
      )
    },
  }
  return { fault, told, acts, asked, close: () => setAsked(undefined) }
}
