/**
 * The board: how to come into a group, for a whole room to read. The link is in the square and nowhere else, and
 * it is here only because somebody of the group shows it.
 */
import { useGroup, useGroupInfo, type Group, type GroupId } from '@parley/react'
import { ArrowLeft, Maximize, Minimize } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { Select } from '../controls/select.tsx'
import { Fault } from '../controls/fault.tsx'
import { nameOf } from '../groups/group-name.ts'
import { isLocalLink, lastKind, linkInUse } from '../inviting/invite-kinds.ts'
import { makeLink } from '../inviting/make-link.ts'
import { useReachable } from '../inviting/use-reachable.ts'
import { Centred } from '../shell/centred.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { useNow } from '../time/use-now.ts'
import styles from './board-screen.module.css'
import { brief, ClassWay, GroupWay } from './board-way.tsx'
import { useClassHere } from './use-class-here.ts'
import { useFullScreen } from './use-full-screen.ts'

const NONE: readonly string[] = []

export function BoardScreen({ group: id }: { group: GroupId }) {
  const group = useGroup(id)
  const { go } = useNavigation()
  if (group !== undefined) return <Board group={group} />
  return (
    <Centred title={texts.classroom.gone}>
      <Button look="main" onClick={() => go({ screen: 'groups' }, { replace: true })}>
        {texts.join.home}
      </Button>
    </Centred>
  )
}

function Board({ group }: { group: Group }) {
  const info = useGroupInfo(group)
  const here = useClassHere()
  const addresses = here?.addresses ?? NONE
  const says = texts.classroom
  const [chosen, choose] = useState<string>()
  const address = addresses.find((one) => one === chosen) ?? addresses[0]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <main className={styles['board']}>
      <header className={styles['header']}>
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{nameOf(info)}</bdi>
        </h1>
        <p>{here === undefined ? says.joinGroup : says.join}</p>
      </header>
      <Middle group={group} address={address} />
      <Foot group={group}>
        {addresses.length > 1 && (
          <AddressChoice addresses={addresses} chosen={address} onChoose={choose} />
        )}
      </Foot>
    </main>
  )
}

/** The way in, or why there is none. */
function Middle({ group, address }: { group: Group; address: string | undefined }) {
  const info = useGroupInfo(group)
  const here = useClassHere()
  const link = linkInUse(info, useNow())
  const says = texts.classroom
  if (link === undefined) return <NoLink group={group} />
  if (here === undefined)
    return isLocalLink(link) ? <WayForOthers link={link} /> : <GroupWay link={link} />
  if (address === undefined) return <p className={styles['alone']}>{says.alone}</p>
  return <ClassWay link={link} address={address} />
}

/** The board was opened on the relay's own machine: others come by an address of it that they reach. */
function WayForOthers({ link }: { link: string }) {
  const reachable = useReachable(link)
  const [chosen, choose] = useState<string>()
  if (reachable === undefined) return null
  const origins = reachable.map((one) => new URL(one).origin)
  const origin = origins.find((one) => one === chosen) ?? origins[0]
  const shown = reachable[origins.findIndex((one) => one === origin)]
  if (shown === undefined) return <p className={styles['alone']}>{texts.invite.localhost}</p>
  return (
    <>
      <GroupWay link={shown} />
      {origins.length > 1 && (
        <AddressChoice addresses={origins} chosen={origin} onChoose={choose} />
      )}
    </>
  )
}

function NoLink({ group }: { group: Group }) {
  const info = useGroupInfo(group)
  const [hasFailed, setFailed] = useState(false)
  const isMaking = useRef(false)
  const make = () => {
    if (isMaking.current) return
    isMaking.current = true
    setFailed(false)
    makeLink(group, lastKind(info))
      .catch(() => setFailed(true))
      .finally(() => {
        isMaking.current = false
      })
  }
  return (
    <div className={styles['alone']}>
      <p>{texts.classroom.noLink}</p>
      <Fault says={hasFailed ? texts.invite.failed : undefined} />
      {info.me.mayInvite && (
        <Button look="main" onClick={make}>
          {texts.invite.make}
        </Button>
      )}
    </div>
  )
}

interface AddressChoiceProps {
  readonly addresses: readonly string[]
  readonly chosen: string | undefined
  readonly onChoose: (address: string) => void
}

/** A laptop in two networks, or a name where numbers are hard to type. */
function AddressChoice({ addresses, chosen, onChoose }: AddressChoiceProps) {
  return (
    <label className={styles['choice']}>
      {texts.classroom.address}
      <Select value={chosen} dir="ltr" onChange={({ target }) => onChoose(target.value)}>
        {addresses.map((one) => (
          <option key={one} value={one}>
            {brief(one)}
          </option>
        ))}
      </Select>
    </label>
  )
}

function Foot({ group, children }: { group: Group; children: ReactNode }) {
  const { people, requests } = useGroupInfo(group)
  const { hrefOf } = useNavigation()
  const fullScreen = useFullScreen()
  const isClass = useClassHere() !== undefined
  const says = texts.classroom
  const Sign = fullScreen?.isFull === true ? Minimize : Maximize
  return (
    <footer className={styles['foot']}>
      <p role="status">
        <strong>
          {isClass
            ? says.here(Math.max(0, people.length - 1))
            : texts.conversation.people(people.length)}
        </strong>
        {requests.length > 0 && <span>{says.waiting(requests.length)}</span>}
      </p>
      {children}
      <a className={styles['way-back']} href={hrefOf({ screen: 'group', group: group.id })}>
        <ArrowLeft size={18} aria-hidden />
        {isClass ? says.openGroup : says.toGroup}
      </a>
      {fullScreen !== undefined && (
        <Button icon={<Sign size={18} aria-hidden />} onClick={() => fullScreen.toggle()}>
          {fullScreen.isFull ? says.leaveFull : says.full}
        </Button>
      )}
    </footer>
  )
}
