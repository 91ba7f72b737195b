/** Whether a lone sign may ask for something anywhere on the page. Kept on this device. */
import { useSyncExternalStore } from 'react'
import { keptHere } from '../shell/kept-here.ts'

const kept = keptHere('parley-lone-keys')

export function useLoneKeys(): readonly [isOn: boolean, set: (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(kept.subscribe, loneKeysAreOn)
  return [isOn, setLoneKeys]
}

export function loneKeysAreOn(): boolean {
  return kept.get() !== 'off'
}

function setLoneKeys(isOn: boolean): void {
  kept.set(isOn ? undefined : 'off')
}
