/** The group on screen, where a site says who its people are, for whatever draws a name within. */
import { useSignedGroup, type GroupId, type GroupInfo } from '@parley/react'
import { createContext, use, type ReactNode } from 'react'
import { AuthorMark } from '../later/parts.ts'
import type { NamedPerson } from '../later/part-props.ts'

export const SignedGroupContext = createContext<GroupInfo | undefined>(undefined)

export function SignedGroup({ id, children }: { id: GroupId | undefined; children: ReactNode }) {
  return <SignedGroupContext value={useSignedGroup(id)}>{children}</SignedGroupContext>
}

/** Beside the author of a message, in few groups. */
export function OfSite(author: NamedPerson) {
  return use(SignedGroupContext) === undefined ? null : <AuthorMark {...author} />
}
