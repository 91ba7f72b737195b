/** "verified by …": what is drawn beside a name that a site stands for, and beside one that plays it. */
import type { GroupPerson } from '@parley/react'
import { BadgeCheck, BadgeX, IdCard } from 'lucide-react'
import { use } from 'react'
import type { NamedPerson } from '../later/part-props.ts'
import { texts } from '../texts/catalogue.ts'
import { siteMarkOf, type SiteMark } from './proof.ts'
import { SignedGroupContext } from './signed-group.tsx'
import styles from './site-marks.module.css'

export const SITE_SIGNS = {
  verified: { Sign: BadgeCheck, look: 'good' },
  'own-name': { Sign: IdCard, look: undefined },
  'not-verified': { Sign: BadgeX, look: 'late' },
} as const

export function useSiteMark({ person, name }: NamedPerson): SiteMark | undefined {
  const info = use(SignedGroupContext)
  const site = info?.policy.site?.name
  if (info === undefined || site === undefined) return undefined
  return siteMarkOf(name, peopleIn(info.people).get(person)?.signedIn, site)
}

const known = new WeakMap<readonly GroupPerson[], ReadonlyMap<string, GroupPerson>>()

/** One look at the people serves every message. */
function peopleIn(people: readonly GroupPerson[]): ReadonlyMap<string, GroupPerson> {
  const found = known.get(people) ?? new Map(people.map((one) => [one.person, one]))
  known.set(people, found)
  return found
}

export function siteWords({ says, site }: SiteMark): string {
  const { verifiedBy, ownName, notVerified } = texts.site
  return { verified: verifiedBy, 'own-name': ownName, 'not-verified': notVerified }[says](site)
}

/** A sign, with its words for whoever listens or points at it. */
export function AuthorMark(author: NamedPerson) {
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
