/** Where one writes, or in its place why one cannot: no rule of a group leaves anybody at a dead end. */
import { useGroupInfo } from '@parley/react'
import { Barred } from './barred.tsx'
import { Composer, type ComposerProps } from './composer.tsx'
import { Departed } from './departed.tsx'
import { TypingLine } from '../presence/typing-line.tsx'

export function ComposerPlace(props: ComposerProps) {
  const info = useGroupInfo(props.group)
  const { state, me } = info
  if (state === 'waiting') return null
  if (state === 'left' || state === 'removed' || state === 'closed') return <Departed info={info} />
  // Slow mode and a group that is still being joined keep the composer: what is written waits.
  const mayWrite = me.mayPost || me.bar === 'slow' || state === 'joining' || me.bar === undefined
  if (!mayWrite) return <Barred group={props.group} standing={me} />
  return (
    <>
      <TypingLine group={props.group} />
      <Composer {...props} />
    </>
  )
}
