/**
 * The words of the group one is in: of a school where it is a class, and of a talk where it is one. Everything that
 * names roles or the group itself asks for its texts here; what stands outside of any group says what it always says.
 */
import { useLive, useParley, type GroupId, type GroupInfo, type Live } from '@parley/react'
import { createContext, use, type ReactNode } from 'react'
import { texts, type Texts } from './catalogue.ts'
import { translated } from './translation.ts'

/** What a group is beside a group. */
type Kind = 'class' | 'talk' | undefined

const KindContext = createContext<Kind>(undefined)
const NONE: Live<undefined> = { get: () => undefined, subscribe: () => () => undefined }

let made: { readonly of: Texts; readonly school: Texts } | undefined

export function useWords(): Texts {
  return use(KindContext) === 'class' ? inClass() : texts
}

/** The group one is in is a visitor's talk with whoever answers. */
export function useIsTalk(): boolean {
  return use(KindContext) === 'talk'
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
  return <KindContext value={kindOf(info)}>{children}</KindContext>
}

function kindOf(info: GroupInfo | undefined): Kind {
  if (info?.policy.asClass === true) return 'class'
  return info?.talk === undefined ? undefined : 'talk'
}
