/**
 * The words of the group one is in: of a school where it is a class. Everything that names roles or the
 * group itself asks for its texts here; what stands outside of any group says what it always says.
 */
import { useLive, useParley, type GroupId, type GroupInfo, type Live } from '@parley/react'
import { createContext, use, type ReactNode } from 'react'
import { texts, type Texts } from './catalogue.ts'
import { translated } from './translation.ts'

const InClassContext = createContext(false)
const NONE: Live<undefined> = { get: () => undefined, subscribe: () => () => undefined }

let made: { readonly of: Texts; readonly school: Texts } | undefined

export function useWords(): Texts {
  return use(InClassContext) ? inClass() : texts
}

/** In the language spoken now. */
export function inClass(): Texts {
  if (made?.of !== texts) made = { of: texts, school: translated(texts, texts.inClass) }
  return made.school
}

interface WordsOfProps {
  /** The group on screen. */
  readonly group: GroupId | undefined
  readonly children: ReactNode
}

export function WordsOf({ group: id, children }: WordsOfProps) {
  const parley = useParley()
  useLive(parley.groups)
  const group = id === undefined ? undefined : parley.openGroup(id)
  const info = useLive<GroupInfo | undefined>(group?.info ?? NONE)
  return <InClassContext value={info?.policy.asClass === true}>{children}</InClassContext>
}
