/**
 * What is loaded first. On a new device that is the screen that asks for a name; the app itself is fetched
 * meanwhile, begins when somebody does, and opens behind it. On any other device it begins at once.
 */
import type { Parley } from '@parley/client'
import { CannotFetch, FirstScreen } from '@parley/ui'
import { useEffect, useState } from 'react'
import type { Installation } from './installing.ts'
import { isNewDevice } from './new-device.ts'
import { once } from './once.ts'
import { onceBegun } from './once-begun.ts'
import { pathOf, placeAt } from './places.ts'
import { useSpoken } from './use-spoken.ts'

interface BeginProps {
  readonly installation: Installation
  /** Opened where this person was before, not where an address led. */
  readonly remembered: string | undefined
}

export function Begin(props: BeginProps) {
  const isSpoken = useSpoken()
  const [isFirst, leaveFirst] = useFirst()
  const { app, isMissing } = useApp(useWanted(isFirst))
  const [opened] = useState(newOpened)
  const open = (parley: Parley) => {
    opened.set(parley)
    // Said here, or in another tab of this browser.
    once(parley.name, (name) => name !== undefined, leaveFirst)
  }
  if (!isSpoken || isFirst === undefined) return null
  if (isMissing) return <CannotFetch onAgain={() => location.reload()} />
  const enter = async (name: string) => {
    const parley = await opened.parley
    await parley.setName(name)
  }
  return (
    <>
      {isFirst && <FirstScreen hrefOf={(place) => `#${pathOf(place)}`} onName={enter} />}
      {app !== undefined && (
        <app.Start {...props} isBehind={isFirst} onOpened={open} onFailed={leaveFirst} />
      )}
    </>
  )
}

type App = typeof import('./start.tsx')

function useApp(isWanted: boolean) {
  const [app, setApp] = useState<App>()
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    if (isWanted) import('./start.tsx').then(setApp, () => setMissing(true))
  }, [isWanted])
  return { app, isMissing }
}

function useWanted(isFirst: boolean | undefined): boolean {
  const [hasBegun, setBegun] = useState(false)
  useEffect(() => (isFirst === true ? onceBegun(() => setBegun(true)) : undefined), [isFirst])
  return isFirst === false || hasBegun
}

/** Undefined until it is known. Who goes elsewhere, such as to link this device, has left it. */
function useFirst(): readonly [boolean | undefined, () => void] {
  const [isFirst, setFirst] = useState<boolean>()
  useEffect(() => {
    const leave = () => setFirst(false)
    if (!isAtGroups()) leave()
    else void isNewDevice().then(setFirst)
    addEventListener('hashchange', leave)
    return () => removeEventListener('hashchange', leave)
  }, [])
  return [isFirst, () => setFirst(false)]
}

function isAtGroups(): boolean {
  const place = placeAt(location.hash.slice(1))
  return place.screen === 'groups' && place.start === undefined
}

/** The open Parley, for whoever cannot wait to say a name. */
function newOpened() {
  let set: (parley: Parley) => void = () => undefined
  const parley = new Promise<Parley>((resolve) => (set = resolve))
  return { parley, set: (one: Parley) => set(one) }
}
