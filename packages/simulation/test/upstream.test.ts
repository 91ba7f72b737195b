/** A class on a laptop and its school's relay, with real clients at both: what was written at the one is read at the other. */
import { type GroupId, type Parley } from '@parley/client'
import type { Relay, UpstreamSocket } from '@parley/relay'
import { expect, test, vi } from 'vitest'
import {
  enter,
  eventually,
  linesAt,
  newBrowser,
  newCrew,
  newPerson,
  newRelay,
  ORIGIN,
  seen,
  textsOf,
} from './people.ts'

const LONG = 120_000

interface Road {
  /** Nothing goes over it. */
  isCut: boolean
  cut(): void
}

/** Has the laptop's relay carry a group to and from the school's. */
function carry(laptop: Relay, school: Relay, group: GroupId) {
  const groups = new Set([group])
  let end: (() => void) | undefined
  const road: Road = {
    isCut: false,
    cut() {
      road.isCut = true
      end?.()
    },
  }
  function dial(): UpstreamSocket {
    let onOpen = (): void => undefined
    let onMessage: (bytes: Uint8Array) => void = () => undefined
    let onClose: (end: { type: 'closed'; code: number }) => void = () => undefined
    let toSchool: (bytes: Uint8Array) => void = () => undefined
    let hangUp = (): void => undefined
    let isOver = false
    const close = (): void => {
      if (isOver) return
      isOver = true
      hangUp()
      queueMicrotask(() => onClose({ type: 'closed', code: 1006 }))
    }
    const later = (run: () => void): void => queueMicrotask(() => (isOver ? undefined : run()))
    end = close
    later(() => {
      if (road.isCut) return close()
      onOpen()
      school.accept(
        {
          send: (bytes) => later(() => onMessage(bytes)),
          close,
          queuedBytes: () => 0,
          onMessage: (listen) => void (toSchool = listen),
          onClose: (listen) => void (hangUp = listen),
        },
        { address: 'laptop', mayFound: false, mirror: { groups, endsAt: Infinity } },
      )
    })
    return {
      send: (bytes) => later(() => toSchool(bytes)),
      close,
      queuedBytes: () => 0,
      pause: () => undefined,
      resume: () => undefined,
      onOpen: (listen) => void (onOpen = listen),
      onMessage: (listen) => void (onMessage = listen),
      onClose: (listen) => void (onClose = listen),
    }
  }
  const upstream = laptop.carry({ groups, origin: ORIGIN, dial, tell: () => undefined })
  return { road, upstream }
}

async function wordsOf(parley: Parley): Promise<string> {
  return vi.waitFor(() => {
    const phrase = parley.own.phrase.get()
    if (phrase.state !== 'unconfirmed') throw new Error('the phrase is gone')
    return phrase.words.join(' ')
  })
}

test(
  '[RE66] what a class wrote without internet is read at the school, all of it, in its order and once, and goes on there',
  async () => {
    const [laptop, school] = [await newRelay(), await newRelay()]
    const { id, crew } = await newCrew(laptop, ['Teacher', 'Ann', 'Ben'])
    const written: string[] = []
    for (let at = 0; at < 12; at++) {
      const [name, member] = (['Teacher', 'Ann', 'Ben'] as const).map(
        (one) => [one, crew[one]] as const,
      )[at % 3]!
      const text = `${name} says ${at}`
      await member.group.send(text)
      written.push(text)
      for (const one of Object.values(crew))
        await eventually(() => expect(linesAt(one)).toContain(text))
    }
    const link = await crew.Teacher.group.inviteLink()
    const { upstream } = carry(laptop, school, id)
    await eventually(() => expect(upstream.status().state).toBe('in-step'))

    // At home, at the school's address, which is a new place for a browser: the words, and the class's link.
    const browser = newBrowser(school)
    const tab = await browser.openTab()
    expect(await tab.own.recover(await wordsOf(crew.Ann.parley))).toEqual({ outcome: 'ok' })
    await tab.close()
    const ann = await browser.openTab()
    expect(ann.me).toBe(crew.Ann.parley.me)
    expect(await ann.join(link)).toMatchObject({ ok: true })
    const atHome = { parley: ann, browser, group: enter({ parley: ann, browser }, id).group }
    await eventually(() => expect(textsOf(ann, id)).toEqual(written))
    await atHome.group.send('Ann, at home')
    await eventually(() =>
      expect(textsOf(crew.Ben.parley, id)).toEqual([...written, 'Ann, at home']),
    )
    await crew.Ben.group.send('and Ben in the room')
    await eventually(() =>
      expect(textsOf(ann, id)).toEqual([...written, 'Ann, at home', 'and Ben in the room']),
    )
    const people = crew.Teacher.group.info.get().people.map(({ name }) => name)
    expect(people.toSorted()).toEqual(['Ann', 'Ben', 'Teacher']) // the same Ann
  },
  LONG,
)

test(
  '[RE66] [RE69] both write apart, one deletes and one removes: when they meet all see the same',
  async () => {
    const [laptop, school] = [await newRelay(), await newRelay()]
    const { id, crew } = await newCrew(laptop, ['Teacher', 'Ann', 'Ben'])
    await crew.Ann.group.send('to be deleted')
    await crew.Ben.group.send('before')
    await eventually(() => expect(textsOf(crew.Teacher.parley, id)).toHaveLength(2))
    const link = await crew.Teacher.group.inviteLink()
    const { road, upstream } = carry(laptop, school, id)
    await eventually(() => expect(upstream.status().state).toBe('in-step'))
    const home = newBrowser(school)
    const carol = await newPerson('Carol', home)
    expect(await carol.join(link)).toMatchObject({ ok: true })
    await eventually(() => expect(textsOf(carol, id)).toHaveLength(2))
    await eventually(() =>
      expect(crew.Teacher.group.info.get().people.map(({ name }) => name)).toContain('Carol'),
    )
    road.cut()

    // The teacher goes over to the school with their laptop's browser, and removes Ben there.
    crew.Teacher.browser.relay = school
    crew.Teacher.browser.line.isCut = true
    await eventually(() => expect(crew.Teacher.parley.connection.get().state).not.toBe('connected'))
    crew.Teacher.browser.line.isCut = false
    await eventually(() => expect(crew.Teacher.parley.connection.get().state).toBe('connected'))
    await crew.Teacher.group.remove(seen(crew.Teacher, 'Ben').person)
    await carol.openGroup(id)?.send('Carol, at home')
    const [first] = crew.Ann.group.conversation.get().messages
    if (first === undefined) throw new Error('no message')
    await crew.Ann.group.delete(first.key)
    await crew.Ben.group.send('Ben does not know')
    await eventually(() => expect(textsOf(crew.Ann.parley, id)).toContain('Ben does not know'))
    road.isCut = false
    const shown = ['', 'before', 'Carol, at home']
    for (const parley of [crew.Teacher.parley, crew.Ann.parley, carol])
      await eventually(() => expect(textsOf(parley, id)).toEqual(shown))
    await eventually(() => expect(crew.Ben.group.info.get().state).toBe('removed'))
  },
  LONG,
)
