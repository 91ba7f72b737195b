/**
 * Pictures and accents of people and groups, looked up when something draws them.
 *
 * A person is one and the same in all groups, so of what they said in several the newest shows everywhere.
 * Only pictures that are looked at are ever opened. Rules PF2, PF5 and PF6.
 */
import type { GroupId, Hlc, PersonId, Picture, PictureRef } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { type Derived, newDerived } from '../live.ts'
import type { Said } from '../membership/last-said.ts'
import type { Profiles } from '../model-profiles.ts'
import { isBlocked } from '../privacy.ts'
import { ownPicture, ownStatus, saidAt, setPicture, setStatus } from './own-profile.ts'

export interface ProfilesHere extends Profiles {
  /** Settings, or a group, may say something else; what this person chose anew the groups are told. */
  refresh(): void
}

export interface ProfilesPorts {
  readonly device: Device
  sessions(): readonly Session[]
}

const ACCENT = 'accent/'

export function newProfiles({ device, sessions }: ProfilesPorts): ProfilesHere {
  const found = new Map<string, Picture | undefined>()
  const changes: Derived<object> = newDerived(() => ({}))
  const status = newDerived(() => ownStatus(device))
  let own: { readonly hlc: Hlc | undefined; readonly picture: Picture | undefined } | undefined

  let told = saidAt(device)

  function tellNews(): void {
    const now = saidAt(device)
    if (now.status === told.status && now.picture === told.picture) return
    told = now
    for (const session of sessions()) session.renamed()
  }

  /** Read anew only when it was chosen anew, so that it stays the same object. */
  function mine(): Picture | undefined {
    const hlc = device.settings.saidAt('picture')
    if (own === undefined || own.hlc !== hlc) own = { hlc, picture: ownPicture(device) }
    return own.picture
  }

  function lookUp(id: string): Picture | undefined {
    if (id === device.identity.person) return mine()
    const person = id as PersonId
    if (isBlocked(device, person)) return undefined
    let newest: { readonly said: Said<PictureRef | 'none'>; readonly in: Session } | undefined
    for (const session of sessions()) {
      const said = saidIn(session, id)
      if (said !== undefined && (newest === undefined || said.hlc > newest.said.hlc))
        newest = { said, in: session }
    }
    const ref = newest?.said.value
    return ref === undefined || ref === 'none'
      ? undefined
      : newest?.in.membership.pictures.pictureOf(ref)
  }

  return {
    status,
    setStatus: (text) => setStatus(device, text),
    setPicture: (bytes) => setPicture(device, bytes),
    pictureOf(id) {
      if (!found.has(id)) found.set(id, lookUp(id))
      return found.get(id)
    },
    accentOf(group) {
      const accent = device.settings.get(ACCENT + group)
      return typeof accent === 'number' ? accent : undefined
    },
    setAccent: (group: GroupId, accent) => device.settings.set(ACCENT + group, accent),
    subscribe: (onChange) => changes.subscribe(onChange),
    refresh() {
      found.clear()
      status.invalidate()
      changes.invalidate()
      tellNews()
    },
  }
}

/** Of the group itself, or of somebody who is in it now. */
function saidIn({ id: group, membership }: Session, id: string) {
  if (id === group) return membership.saidNames(id as PersonId).group.picture
  const person = id as PersonId
  return membership.roster().members.has(person)
    ? membership.saidNames(person).own.picture
    : undefined
}
