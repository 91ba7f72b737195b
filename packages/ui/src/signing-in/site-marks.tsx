/** "verified by …": which names in the group on screen a site stands for, for whatever draws a name within. */
import { useSignedGroup, type GroupInfo, type GroupPerson, type PersonId } from '@parley/react'
import { BadgeCheck, BadgeX, IdCard } from 'lucide-react'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { texts } from '../texts/catalogue.ts'
import { siteMarkOf, type SiteMark } from './proof.ts'
import styles from './site-marks.module.css'

type MarkOf = (person: PersonId, name: string) => SiteMark | undefined

const MarkContext = createContext<MarkOf>(() => undefined)

export const SITE_SIGNS = {
  verified: { Sign: BadgeCheck, look: 'good' },
  'own-name': { Sign: IdCard, look: undefined },
  'not-verified': { Sign: BadgeX, look: 'late' },
} as const

export function SiteMarks({ id, children }: { id: GroupInfoId; children: ReactNode }) {
  const info = useSignedGroup(id)
  const markOf = useMemo(() => marksIn(info), [info])
  return <MarkContext value={markOf}>{children}</MarkContext>
}

type GroupInfoId = Parameters<typeof useSignedGroup>[0]

const NONE: MarkOf = () => undefined

function marksIn(info: GroupInfo | undefined): MarkOf {
  const site = info?.policy.site?.name
  if (info === undefined || site === undefined) return NONE
  const known = new Map(info.people.map(({ person, signedIn }) => [person, signedIn]))
  return (person, name) => siteMarkOf(name, known.get(person), site)
}

export function useSiteMark({ person, name }: Pick<GroupPerson, 'person' | 'name'>) {
  return use(MarkContext)(person, name)
}

export function siteWords({ says, site }: SiteMark): string {
  const { verifiedBy, ownName, notVerified } = texts.site
  return { verified: verifiedBy, 'own-name': ownName, 'not-verified': notVerified }[says](site)
}

/** Beside the author of a message: a sign, with its words for whoever listens or points at it. */
export function AuthorMark(author: Pick<GroupPerson, 'person' | 'name'>) {
  const mark = useSiteMark(author)
  if (mark === undefined || mark.says === 'own-name') return null
  const { Sign, look } = SITE_SIGNS[mark.says]
  const words = siteWords(mark)
  return (
    <span role="img" aria-label={words} title={words} className={styles['mark']} data-look={look}>
      <Sign size={14} aria-hidden />
    </span>
  )
}
