/**
 * Parley on this device: identity, name, groups, and the one link to the relay.
 *
 * Opening waits for this device's disk and nothing else. What cannot be read is said, not guessed.
 */
import { type GroupId, parseInviteLink, type PersonId } from '@parley/protocol'
import { type ConnectionWatch, newConnectionWatch } from './connection.ts'
import type { ClientPorts, Device } from './device.ts'
import { newFiles } from './files/files.ts'
import { draftFounding, type Founding } from './joining/entry.ts'
import { type Forgetting, isForgotten, newForgetting } from './groups/forgetting.ts'
import { newGroup } from './groups/group.ts'
import {
  comingBy,
  type GroupEntry,
  entryChange,
  invitationOf,
  listEntries,
  readEntry,
  UNTOLD,
} from './joining/group-entry.ts'
import { closeHeld, type Held, inventoryOf, sessionOf } from './groups/held-groups.ts'
import { type Listing, newListing } from './groups/listing.ts'
import type { LiveDoc } from './syncing/live-doc.ts'
import { newToldPlaces, type ToldPlaces } from './syncing/told-places.ts'
import { Session } from './groups/session.ts'
import { type Hearsay, newHearsay } from './hearsay.ts'
import { makeInspectable } from './inspection.ts'
import {
  type CatchUp,
  type Files,
  type Group,
  type GroupSummary,
  type JoinOutcome,
  type Live,
  type MentionEntry,
  type Notice,
  type OwnDevices,
  type Parley,
} from './model.ts'
import { fittingName } from './names.ts'
import { NAME_KEY, newOwnName, type OwnName } from './own-name.ts'
import type { Stop } from './ports.ts'
import { newPrivacy, type Privacy } from './privacy.ts'
import { newProfiles, type ProfilesHere } from './profiles/profiles.ts'
import type { NotedGroup } from './own/noted-groups.ts'
import { closeDevice, openDevice, type Opened } from './open-device.ts'
import { assertCurrent } from './own/current.ts'
import { openOwn, type Own } from './own/own.ts'
import { surroundingsOf, type SurroundingsPorts } from './groups/surroundings.ts'
import { newStorage, type StorageHere } from './storage/storage-here.ts'
import { newSupport, type SupportHere } from './support/support.ts'
import { supports } from './support/support-of.ts'
import { hearTab, type TabNewsPorts } from './tab-news.ts'

/**
 * Opens everything this device keeps and begins to sync. Rejects with StorageFailed, or with
 * IdentityDamaged when what is on disk is not an identity; neither changes anything on disk.
 */
export async function openParley(ports: ClientPorts): Promise<Parley> {
  const sessions = new Map<GroupId, Session>()
  const own = { docs: (): readonly LiveDoc[] => [] }
  const inventory = () =>
    inventoryOf([...own.docs(), ...[...sessions.values()].flatMap((session) => session.docs())])
  const parley = new OpenParley(await openDevice(ports, inventory), sessions)
  own.docs = () => parley.ownDocs()
  try {
    await parley.open()
  } catch (error) {
    await parley.close()
    throw error
  }
  return parley
}

class OpenParley implements Parley {
  readonly me: PersonId
  readonly name: Live<string | undefined>
  readonly groups: Live<readonly GroupSummary[]>
  readonly connection: ConnectionWatch
  readonly notices: Live<readonly Notice[]>
  readonly blocked: Live<readonly PersonId[]>
  readonly mentions: Live<readonly MentionEntry[]>
  readonly catchUp: Live<CatchUp>
  readonly presence: Live<boolean>
  readonly storage: StorageHere
  readonly files: Files
  readonly #support: SupportHere
  readonly profiles: ProfilesHere
  readonly #device: Device
  readonly #name: OwnName
  readonly #sessions: Map<GroupId, Session>
  readonly #held = new Map<GroupId, Held>()
  readonly #sessionsHere = () => this.#known().map(sessionOf)
  readonly #opening = new Map<GroupId, Promise<void>>()
  readonly #told: ToldPlaces
  readonly #listing: Listing
  readonly #privacy: Privacy
  readonly #hearsay: Hearsay
  readonly #forgetting: Forgetting
  readonly #tabNews: TabNewsPorts
  readonly #aroundPorts: SurroundingsPorts
  readonly #stops: Stop[] = []
  readonly #opened: Opened
  #own: Own | undefined
  #isClosed = false

  constructor(opened: Opened, sessions: Map<GroupId, Session>) {
    const { device } = opened
    this.#opened = opened
    this.#device = device
    this.#sessions = sessions
    this.me = device.identity.person
    this.#name = newOwnName(device, () => this.#named())
    this.name = this.#name.live
    this.#hearsay = newHearsay({
      clock: device.clock,
      isOpening: (group) => this.#opening.has(group) || this.#support.isAt(group),
      open: (group) => this.#openSession(group, UNTOLD),
    })
    this.#told = newToldPlaces({
      sessionOf: (group) => this.#held.get(group)?.session,
      isOpening: (group) => sessions.has(group),
      onGroup: (group) => this.#hearsay.hear(group),
    })
    this.#forgetting = newForgetting({
      device,
      notes: opened.notes,
      drop: (group) => this.#drop(group),
      onChange: () => this.#listing.refresh(),
    })
    this.#aroundPorts = {
      sessions,
      held: this.#held,
      forgetting: this.#forgetting,
      tellDrafts: () => this.#own?.tellDrafts(),
    }
    this.#tabNews = {
      device,
      held: (group) => this.#held.get(group),
      own: () => this.#own,
      rereadName: () => void this.#name.reread(),
      openToo: (group) => void this.#openFromTab(group),
      drop: (group) => void this.#drop(group),
      onListed: () => this.#listing.refresh(),
    }
    makeInspectable(this, { device, held: () => this.#held.values() })
    this.notices = device.notices.live
    this.#listing = newListing(() => this.#known())
    this.groups = this.#listing.groups
    this.mentions = this.#listing.mentions
    this.catchUp = this.#listing.catchUp
    this.connection = newConnectionWatch(device)
    this.#privacy = newPrivacy(device)
    this.presence = this.#privacy.presence
    this.blocked = this.#privacy.blocked
    this.storage = newStorage({ device, sessions: this.#sessionsHere })
    this.files = newFiles({ device, held: (group) => this.#held.get(group) })
    this.#support = newSupport({
      device,
      sessions: this.#sessionsHere,
      found: (entry, founding) => this.#found(entry, founding),
      openToo: (group) => this.#openFromTab(group),
      myName: () => this.name.get() ?? '',
    })
    this.profiles = newProfiles({ device, sessions: this.#sessionsHere })
  }

  async open(): Promise<void> {
    const { store, tabs, link, drafts, onNetwork } = this.#device
    await this.#name.load()
    supports(this, this.#support)
    this.#stops.push(
      this.#device.settings.onChange(() => this.#settingsChanged()),
      await this.connection.open(),
      link.onPlaces((docs) =>
        docs.forEach(({ doc, placesCount }) => this.#told.hear(doc, placesCount)),
      ),
      link.onMark((group, mark) => {
        if (this.#own?.receiveMark(group, mark) !== true)
          this.#sessions.get(group)?.receiveMark(mark)
      }),
      drafts.onShown(() => this.#listing.refresh()),
      tabs.onMessage((message) => hearTab(this.#tabNews, message)),
    )
    for (const [group, entry] of await listEntries(store)) await this.#openSession(group, entry)
    this.#own = await openOwn({
      ...this.#opened,
      sessions: this.#sessionsHere,
      openNoted: (group, noted) => this.#openNoted(group, noted),
      onReturned: () => this.storage.returned(),
      myName: () => this.name.get() ?? '',
      takeName: (said) => this.#name.keep(said),
      onBox: () => {
        for (const { session } of this.#held.values()) session.boxesChanged()
      },
    })
    await this.storage.open()
    this.#hearsay.begin()
    const stop = onNetwork?.((online) => (online ? link.wake() : link.rest()))
    if (stop !== undefined) this.#stops.push(stop)
    for (const { session } of this.#held.values()) session.parts.segments.beginBehind()
    this.#device.leisure.begin()
  }

  /** To be listed to the relay with those of the groups. */
  ownDocs(): readonly LiveDoc[] {
    return this.#own?.docs() ?? []
  }

  async setName(name: string): Promise<void> {
    const clean = fittingName(name)
    await this.#name.keep(clean)
    await this.#opened.notes.set(NAME_KEY, clean)
  }

  get own(): OwnDevices {
    if (this.#own === undefined) throw new Error('Parley is not open yet')
    return this.#own
  }

  dismissNotice(id: string): void {
    this.#device.notices.dismiss(id)
  }

  async newGroup(name: string, { encrypted = true, asClass = false } = {}): Promise<GroupId> {
    assertCurrent(this.#opened, this.#own)
    const clean = fittingName(name)
    const person = this.name.get() ?? ''
    const founding = draftFounding(this.#device, { group: clean, person, encrypted, asClass })
    const entry: GroupEntry = { state: 'member', invite: undefined, secret: undefined, name: clean }
    await this.#found(entry, founding)
    return founding.group
  }

  async #found(entry: GroupEntry, founding: Founding): Promise<void> {
    await this.#openSession(founding.group, entry, founding)
    this.#device.tabs.post({ type: 'group', group: founding.group })
  }

  async join(linkText: string): Promise<JoinOutcome> {
    const parsed = parseInviteLink(linkText)
    if (!parsed.ok) return parsed
    assertCurrent(this.#opened, this.#own)
    const { group } = parsed.invitation
    if (!this.#opening.has(group)) {
      const entry = comingBy(parsed.invitation, this.#device.clock.now())
      await this.#device.store.write([entryChange(group, entry)])
      await this.#openSession(group, entry)
    }
    await this.#opening.get(group)
    await this.#held.get(group)?.session.takeLink(parsed.invitation)
    this.#device.tabs.post({ type: 'group', group })
    return { ok: true, group }
  }

  markAllRead(): void {
    this.#listing.markAllRead()
  }

  block(person: PersonId): Promise<void> {
    return this.#privacy.setBlocked(person, true)
  }

  unblock(person: PersonId): Promise<void> {
    return this.#privacy.setBlocked(person, false)
  }

  setPresence(shown: boolean): Promise<void> {
    return this.#privacy.setPresence(shown)
  }

  openGroup(id: GroupId): Group | undefined {
    const held = this.#held.get(id)
    return held === undefined || isForgotten(held) ? undefined : held.view.group
  }

  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    this.#isClosed = true
    this.#hearsay.close()
    this.storage.close()
    await this.#support.close()
    await this.#own?.close()
    await Promise.allSettled(this.#opening.values())
    await Promise.allSettled([...this.#held.values()].map(closeHeld))
    await closeDevice(this.#device)
  }

  /** Another device of this person is in it. */
  async #openNoted(group: GroupId, { name, admission }: NotedGroup): Promise<void> {
    if (this.#opening.has(group) || this.#isClosed) return
    const cameBy = { invite: undefined, secret: undefined }
    const entry: GroupEntry = { state: 'member', ...cameBy, name, admission }
    await this.#device.store.write([entryChange(group, entry)])
    await this.#openSession(group, entry)
    this.#device.tabs.post({ type: 'group', group })
  }

  #named(): void {
    for (const { session } of this.#held.values()) session.renamed()
  }

  #openSession(group: GroupId, entry: GroupEntry, founding?: Founding): Promise<void> {
    const opening = this.#opening.get(group) ?? this.#openSessionNow(group, entry, founding)
    this.#opening.set(group, opening)
    return opening.catch((error: unknown) => {
      this.#opening.delete(group)
      throw error
    })
  }

  async #openSessionNow(group: GroupId, entry: GroupEntry, founding?: Founding): Promise<void> {
    const device = this.#device
    const session = new Session({
      device,
      group,
      entry,
      myName: () => this.name.get() ?? '',
      onChange: () => this.#changed(group),
    })
    this.#sessions.set(group, session)
    try {
      await session.open(founding)
      const view = await newGroup(device, session, surroundingsOf(group, this.#aroundPorts))
      this.#held.set(group, { view, session })
    } catch (error) {
      this.#sessions.delete(group)
      await session.close()
      throw error
    }
    // What another tab wrote while this one was opening it.
    for (const doc of session.docs()) doc.restoreOutbox()
    this.#told.opened(group)
    this.#changed(group)
    // Until then nothing older is read: the list waits for the newest of all groups, and for `#own`.
    if (this.#own !== undefined) session.parts.segments.beginBehind()
  }

  #settingsChanged(): void {
    this.#privacy.refresh()
    this.profiles.refresh()
    for (const { session } of this.#held.values()) session.refresh()
  }

  /** Another tab, or this one, took it off the list. */
  async #drop(group: GroupId): Promise<void> {
    const held = this.#held.get(group)
    this.#device.drafts.forget(group)
    this.#held.delete(group)
    this.#sessions.delete(group)
    this.#opening.delete(group)
    this.#listing.refresh()
    this.#device.notices.forget(group)
    if (held !== undefined) await closeHeld(held).catch(() => undefined)
  }

  #known(): readonly Held[] {
    return [...this.#held].flatMap(([group, held]) =>
      this.#hearsay.has(group) || isForgotten(held) ? [] : [held],
    )
  }

  /** The group's own records say that this person is in. */
  #believe(group: GroupId, { session }: Held): void {
    if (!session.membership.roster().members.has(this.me)) return
    this.#hearsay.confirm(group)
    // If this is not kept, the relay names it again.
    this.#device.store.write([session.belonging.change()]).catch(() => undefined)
    this.#device.tabs.post({ type: 'group', group })
  }

  #changed(group: GroupId): void {
    const held = this.#held.get(group)
    if (held !== undefined && this.#hearsay.has(group)) this.#believe(group, held)
    if (held !== undefined) this.#forgetting.look(held)
    held?.view.refresh()
    this.profiles.refresh()
    this.#listing.refresh()
    this.#own?.look()
    this.storage.look()
    this.#support.look(group)
  }

  async #openFromTab(group: GroupId): Promise<void> {
    try {
      const entry = await readEntry(this.#device.store, group)
      if (entry === undefined || this.#isClosed) return
      await this.#openSession(group, entry)
      const invitation = invitationOf(group, entry)
      if (invitation !== undefined && entry.state === 'joining')
        await this.#held.get(group)?.session.takeLink(invitation)
    } catch {
      this.#device.notices.tell('storage-failing', group)
    }
  }
}
