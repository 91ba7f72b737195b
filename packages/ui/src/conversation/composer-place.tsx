/** Where one writes, or in its place why one cannot: no rule of a group leaves anybody at a dead end. */
import { useConversation, useGroupInfo } from '@parley/react'
import { Departed, LinkEndedLine } from '../later/parts.ts'
import { Barred } from './barred.tsx'
import { Composer, type ComposerProps } from './composer.tsx'
import { isTurnedAway } from './turned-away.ts'
import { standingIn } from './use-composer.ts'
import { TypingLine } from '../presence/typing-line.tsx'

export function ComposerPlace(props: ComposerProps) {
  const info = useGroupInfo(props.group)
  const { messages } = useConversation(props.group)
  const { state, linkFault } = info
  const me = standingIn(info.me, props.thread)
  if (state === 'waiting') return null
  // With nothing above it, it has the whole screen.
  if (linkFault !== undefined)
    return messages.length === 0 ? null : <LinkEndedLine group={props.group} ended={linkFault} />
  if (messages.length === 0 && isTurnedAway(info)) return null
  if (state === 'left' || state === 'removed' || state === 'closed')
    return <Departed group={props.group} info={info} />
  // Slow mode and a group that is still being joined keep the composer: what is written waits.
  const mayWrite = me.mayPost || me.bar === 'slow' || state === 'joining' || me.bar === undefined
  if (!mayWrite) return <Barred group={props.group} standing={me} />
  return (
    <>
      {props.thread === undefined && <TypingLine group={props.group} />}
      <Composer {...props} />
    </>
  )
}
