/** From a blank page to an open Parley, or to plain words about why not. */
import {
  askToPersist,
  eraseBrowserDevice,
  IdentityDamaged,
  onErased,
  openBrowserParley,
  StorageFailed,
  type Parley,
} from '@parley/client'
import { CannotOpen, type Erase, Opening, ParleyApp, type Place, type StartFault } from '@parley/ui'
import { useEffect, useMemo, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { pathOf, placeAt } from './places.ts'

type StartState =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly parley: Parley }
  | { readonly state: 'failed'; readonly fault: StartFault; readonly detail: string }

export function Start() {
  const [start, setStart] = useState<StartState>({ state: 'opening' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isGone = false
    openBrowserParley().then(
      (parley) => {
        if (isGone) return void parley.close()
        setStart({ state: 'open', parley })
        persistOnceNamed(parley)
        onceSomebodyElse(parley, () => {
          setStart({ state: 'opening' })
          void parley.close().finally(() => setAttempt((count) => count + 1))
        })
      },
      (error: unknown) => {
        if (!isGone) setStart({ state: 'failed', fault: faultOf(error), detail: String(error) })
      },
    )
    return () => {
      isGone = true
    }
  }, [attempt])
  useClosedBeforeErased(start)
  const erase = async () => {
    if (start.state === 'open') await start.parley.close().catch(() => undefined)
    await eraseBrowserDevice()
    beginAnew()
  }
  const again = () => {
    setStart({ state: 'opening' })
    setAttempt((count) => count + 1)
  }
  switch (start.state) {
    case 'opening':
      return <Opening />
    case 'failed':
      return (
        <CannotOpen fault={start.fault} detail={start.detail} onAgain={again} onErase={erase} />
      )
    case 'open':
      return <Located parley={start.parley} onErase={erase} />
  }
}

function Located({ parley, onErase }: { parley: Parley; onErase: Erase }) {
  const [path, navigate] = useHashLocation()
  const navigation = useMemo(
    () => ({
      go: (place: Place, how?: { replace: boolean }) => navigate(pathOf(place), how),
      hrefOf: (place: Place) => `#${pathOf(place)}`,
    }),
    [navigate],
  )
  const place = useMemo(() => placeAt(path), [path])
  return <ParleyApp parley={parley} place={place} navigation={navigation} onErase={onErase} />
}

/** Another page of this browser deletes everything: what is open here must not be written again. */
function useClosedBeforeErased(start: StartState): void {
  useEffect(
    () =>
      onErased((step) => {
        if (step === 'erased') beginAnew()
        else if (start.state === 'open') start.parley.close().catch(() => undefined)
      }),
    [start],
  )
}

function beginAnew(): void {
  toTheGroups()
  location.reload()
}

function toTheGroups(): void {
  const url = new URL(location.href)
  url.hash = '/'
  history.replaceState(history.state, '', url)
}

/** From the first name on there is something to lose. */
function persistOnceNamed(parley: Parley): void {
  const stop = parley.name.subscribe(ask)
  ask()
  function ask(): void {
    if (parley.name.get() === undefined) return
    stop()
    void askToPersist()
  }
}

/** Linked or recovered: this browser is another person's device now, and everything opens again as theirs. */
function onceSomebodyElse(parley: Parley, openAgain: () => void): void {
  const stop = parley.own.restart.subscribe(look)
  look()
  function look(): void {
    if (!parley.own.restart.get()) return
    stop()
    toTheGroups()
    openAgain()
  }
}

function faultOf(error: unknown): StartFault {
  if (error instanceof IdentityDamaged) return 'identity'
  if (!(error instanceof StorageFailed)) return 'unknown'
  return error.reason === 'taken' ? 'broken' : error.reason
}
