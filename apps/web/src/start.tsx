/** From a blank page to an open Parley, or to plain words about why not. */
import {
  eraseBrowserDevice,
  IdentityDamaged,
  onErased,
  openBrowserParley,
  StorageFailed,
  type Parley,
} from '@parley/client'
import {
  CannotOpen,
  type Erase,
  type Host,
  forgetLanguage,
  forgetTheme,
  type Navigation,
  Opening,
  ParleyApp,
  type StartFault,
} from '@parley/ui'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Installation } from './installing.ts'
import { forgetPlace, onLaunch, rememberPlace } from './last-place.ts'
import { endLastScreen, keepLastScreen } from './last-screen/keeping.ts'
import { forgetScreen } from './last-screen/kept-screen.ts'
import { once } from './once.ts'
import { newPageHost, type PageHost } from './page-host.ts'
import { pathOf, placeAt } from './places.ts'
import { followTrail, type Trail } from './trail.ts'
import { useSpoken } from './use-spoken.ts'

type StartState =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly parley: Parley }
  | { readonly state: 'failed'; readonly fault: StartFault; readonly detail: string }

interface StartProps {
  readonly installation: Installation
  /** Opened where this person was before, not where an address led. */
  readonly remembered: string | undefined
  /** A Parley on this browser's storage; the lab's has a line that can be cut. */
  readonly open?: (how: { readonly isUnkept: boolean }) => Promise<Parley>
  /** Something else is on the screen for now: only what went wrong is drawn. */
  readonly isBehind?: boolean
  readonly onOpened?: (parley: Parley) => void
  readonly onFailed?: () => void
}

export function Start(props: StartProps) {
  const [host] = useState(() => newPageHost(props.installation))
  const { start, isUnkept, again, goOnUnkept } = useOpening(props, host)
  useClosedBeforeErased(start)
  const isSpoken = useSpoken()
  const erase = async () => {
    endLastScreen()
    if (start.state === 'open') await start.parley.close().catch(() => undefined)
    await eraseBrowserDevice()
    forgetLanguage()
    forgetTheme()
    beginAnew()
  }
  if (!isSpoken || (props.isBehind === true && start.state !== 'failed')) return null
  switch (start.state) {
    case 'opening':
      return <Opening />
    case 'failed':
      return (
        <CannotOpen
          fault={start.fault}
          detail={start.detail}
          onAgain={again}
          onErase={erase}
          onUnkept={goOnUnkept}
        />
      )
    case 'open':
      return <Located parley={start.parley} host={host} isUnkept={isUnkept} onErase={erase} />
  }
}

function useOpening(props: StartProps, host: PageHost) {
  const { remembered, open = openBrowserParley } = props
  const [start, setStart] = useState<StartState>({ state: 'opening' })
  const [attempt, setAttempt] = useState(0)
  const [isUnkept, setUnkept] = useState(false)
  const onOpened = useEffectEvent((parley: Parley) => props.onOpened?.(parley))
  const onFailed = useEffectEvent(() => props.onFailed?.())
  useEffect(() => {
    let isGone = false
    open({ isUnkept }).then(
      (parley) => {
        if (isGone) return void parley.close()
        host.setParley(parley)
        leaveWhatIsGone(parley, remembered)
        setStart({ state: 'open', parley })
        onOpened(parley)
        onceSomebodyElse(parley, () => {
          host.setParley(undefined)
          setStart({ state: 'opening' })
          void parley.close().finally(() => setAttempt((count) => count + 1))
        })
      },
      (error: unknown) => {
        if (isGone) return
        setStart({ state: 'failed', fault: faultOf(error), detail: String(error) })
        onFailed()
      },
    )
    return () => {
      isGone = true
    }
  }, [attempt, host, remembered, open, isUnkept])
  return {
    start,
    isUnkept,
    again() {
      setStart({ state: 'opening' })
      setAttempt((count) => count + 1)
    },
    goOnUnkept() {
      setUnkept(true)
      setStart({ state: 'opening' })
    },
  }
}

interface LocatedProps {
  readonly parley: Parley
  readonly host: Host
  /** Nothing of it may come to any disk. */
  readonly isUnkept: boolean
  readonly onErase: Erase
}

function Located({ parley, host, isUnkept, onErase }: LocatedProps) {
  const [path, navigate] = useHashLocation()
  useEffect(() => rememberPlace(path), [path])
  useEffect(() => onLaunch(navigate), [navigate])
  const [trail] = useState(followTrail)
  const navigation = useMemo(() => navigationBy(navigate, trail), [navigate, trail])
  const place = useMemo(() => placeAt(path), [path])
  useEffect(() => (isUnkept ? undefined : keepLastScreen(parley, place)), [parley, place, isUnkept])
  return (
    <ParleyApp
      parley={parley}
      place={place}
      navigation={navigation}
      onErase={onErase}
      host={host}
    />
  )
}

type Navigate = ReturnType<typeof useHashLocation>[1]

function navigationBy(navigate: Navigate, trail: Trail): Navigation {
  const go: Navigation['go'] = (place, how = { replace: false }) =>
    navigate(pathOf(place), { ...how, state: trail.entryFor(how) })
  return {
    go,
    hrefOf: (place) => `#${pathOf(place)}`,
    close: (to) => (trail.before() === pathOf(to) ? history.back() : go(to, { replace: true })),
    back: (otherwise) =>
      trail.before() === null ? go(otherwise, { replace: true }) : history.back(),
  }
}

/** Another page of this browser deletes everything: what is open here must not be written again. */
function useClosedBeforeErased(start: StartState): void {
  useEffect(
    () =>
      onErased((step) => {
        endLastScreen()
        if (step === 'erased') beginAnew()
        else if (start.state === 'open') start.parley.close().catch(() => undefined)
      }),
    [start],
  )
}

function beginAnew(): void {
  forgetPlace()
  forgetScreen()
  toTheGroups()
  location.reload()
}

function toTheGroups(): void {
  const url = new URL(location.href)
  url.hash = '/'
  history.replaceState(history.state, '', url)
}

/** The group this person was in last may have gone from this device since. */
function leaveWhatIsGone(parley: Parley, remembered: string | undefined): void {
  if (remembered === undefined || location.hash !== `#${remembered}`) return
  const place = placeAt(remembered)
  if (place.screen === 'group' && parley.openGroup(place.group) === undefined) toTheGroups()
}

/** Linked or recovered: this browser is another person's device now, and everything opens again as theirs. */
function onceSomebodyElse(parley: Parley, openAgain: () => void): void {
  once(
    parley.own.restart,
    (isNeeded) => isNeeded,
    () => {
      forgetScreen()
      toTheGroups()
      openAgain()
    },
  )
}

function faultOf(error: unknown): StartFault {
  if (error instanceof IdentityDamaged) return 'identity'
  if (!(error instanceof StorageFailed)) return 'unknown'
  return error.reason === 'taken' ? 'broken' : error.reason
}
