/** One act of one person, chosen among what their own screen lets them do now. */
import { type Group, type GroupId, NotAllowed, type PersonAct, type PersonId } from '@parley/client'
import type { Inhabitant } from './inhabitant.ts'
import type { ActType } from './script.ts'
import { count, type SocietyTally } from './tally.ts'
import { type Writing, writingBy } from './writings.ts'

/** What acts leave behind in a society. */
interface Traces {
  readonly group: GroupId
  readonly time: { now(): number }
  readonly tally: SocietyTally
  readonly links: string[]
  readonly writings: Writing[]
  readonly surprises: string[]
  /** Messages that their authors deleted. */
  readonly takenBack: Set<string>
  /** Who wrote what was deleted in threads, by whomever: alone in its thread it shows nowhere (TL27). */
  readonly takenFromThreads: Set<PersonId>
}

interface Choice {
  readonly society: Traces
  readonly inhabitant: Inhabitant
  readonly group: Group
  readonly at: number
}

type Doing = (choice: Choice) => Promise<unknown> | undefined

const DOINGS: Record<ActType, Doing> = {
  post: (choice) => write(choice, (text) => choice.group.send(text)),
  reply: (choice) => {
    const message = messageAt(choice, () => true)
    const thread = message?.inThread
    return (
      message &&
      write(choice, (text) => choice.group.send(text, { replyTo: message.key, thread }), {
        isInThread: thread !== undefined,
      })
    )
  },
  hang: (choice) => {
    const message = messageAt(choice, ({ inThread }) => inThread === undefined)
    const named = message && [{ person: message.person, name: message.author }]
    return (
      message &&
      write(choice, (text) => choice.group.send(text, { thread: message.key, mentions: named }), {
        isInThread: true,
        to: `@${message.author}`,
      })
    )
  },
  pin: (choice) => {
    const message = messageAt(choice, ({ pinned }) => !pinned)
    return message && choice.group.info.get().me.mayPost ? choice.group.pin(message.key) : undefined
  },
  unpin: (choice) => {
    const message = messageAt(choice, ({ pinned }) => pinned)
    return message && choice.group.info.get().me.mayPost
      ? choice.group.unpin(message.key)
      : undefined
  },
  react: ({ group, ...rest }) => {
    const message = messageAt({ group, ...rest }, () => true)
    return message && group.info.get().me.mayReact ? group.react(message.key, '👍') : undefined
  },
  edit: (choice) => {
    const message = messageAt(choice, ({ isMine }) => isMine)
    return (
      message &&
      write(
        choice,
        async (text) => {
          await choice.group.edit(message.key, text)
          const before = choice.society.writings.find((one) => one.text === message.text)
          // One that had not gone out yet goes out with the new text.
          if (before?.outcome === 'kept') before.outcome = 'changed'
        },
        { isInThread: message.inThread !== undefined },
      )
    )
  },
  delete: (choice) => {
    const message = messageAt(choice, ({ isMine }) => isMine)
    if (message !== undefined) choice.society.takenBack.add(message.key)
    return message && deleteIt(choice, message)
  },
  moderate: (choice) => {
    const message = messageAt(choice, ({ isMine, mayDelete }) => !isMine && mayDelete)
    return message && deleteIt(choice, message)
  },
  approve: ({ group, at }) => {
    const request = pick(group.info.get().requests, at)
    return request && group.info.get().me.mayModerate ? group.approve(request.id) : undefined
  },
  decline: ({ group, at }) => {
    const request = pick(group.info.get().requests, at)
    return request && group.info.get().me.mayModerate ? group.decline(request.id) : undefined
  },
  role: ({ group, at }) => {
    const person = pick(
      group.info.get().people.filter(({ assignable }) => assignable.length > 0),
      at,
    )
    const role = person && pick(person.assignable, at)
    return role && group.setRole(person.person, role)
  },
  remove: (choice) => onPerson(choice, 'remove', (person) => choice.group.remove(person)),
  mute: (choice) =>
    onPerson(choice, 'mute', (person) =>
      choice.group.mute(person, choice.at % 2 === 0 ? 0 : choice.society.time.now() + 30_000),
    ),
  unmute: (choice) => onPerson(choice, 'unmute', (person) => choice.group.unmute(person)),
  leave: ({ group }) => (group.info.get().me.role === 'founder' ? undefined : group.leave()),
  'take-back': ({ group, inhabitant }) => {
    inhabitant.unfollow()
    return group.withdrawRequest()
  },
  announce: ({ group, at }) =>
    group.info.get().me.mayOwn
      ? group.setPolicy({ postingRole: at % 3 === 0 ? 'moderator' : 'member' })
      : undefined,
  history: ({ group, at }) =>
    group.info.get().me.mayOwn
      ? group.setPolicy({ history: at % 2 === 0 ? 'from-joining' : 'everything' })
      : undefined,
  link: (choice) => newLink(choice, false),
  'approving-link': (choice) => newLink(choice, true),
  add: ({ group, at }) => {
    const candidate = pick(group.candidates.get(), at)
    return candidate && group.info.get().me.mayInvite
      ? group.addPerson(candidate.person)
      : undefined
  },
  withdraw: ({ group, at }) => {
    const invite = pick(
      group.info.get().invites.filter(({ mayWithdraw }) => mayWithdraw),
      at,
    )
    return invite && group.withdrawInvite(invite.id)
  },
}

export function actIn(
  society: Traces,
  inhabitant: Inhabitant,
  { type, at }: { readonly type: ActType; readonly at: number },
): void {
  const group = inhabitant.groupOf(society.group)
  const state = group?.info.get().state
  if (group === undefined || state !== (type === 'take-back' ? 'waiting' : 'ready')) return
  const doing = attempt(() => DOINGS[type]({ society, inhabitant, group, at }))
  void doing?.then(
    () => count(society.tally, type),
    (error: unknown) => {
      if (error instanceof NotAllowed) count(society.tally, 'notAllowed')
      else society.surprises.push(`${inhabitant.name} cannot ${type}: ${String(error)}`)
    },
  )
}

function attempt(run: () => Promise<unknown> | undefined): Promise<unknown> | undefined {
  try {
    return run()
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)))
  }
}

function write(
  { society, inhabitant, group }: Choice,
  send: (text: string) => Promise<void>,
  { isInThread, to = 'all' }: { readonly isInThread: boolean; readonly to?: string } = {
    isInThread: false,
  },
): Promise<void> | undefined {
  const { me } = group.info.get()
  if (!(isInThread ? me.inThreads : me).mayPost) return undefined
  const text = `${inhabitant.name} writes #${society.writings.length}# to ${to}`
  const writing = writingBy(inhabitant, group, text)
  society.writings.push(writing)
  return send(text).then(
    () => {
      writing.outcome = 'kept'
    },
    (error: unknown) => {
      writing.outcome = 'refused'
      throw error
    },
  )
}

function deleteIt({ society, group }: Choice, { key, person, inThread }: Shown): Promise<void> {
  if (inThread !== undefined) society.takenFromThreads.add(person)
  return group.delete(key)
}

type Shown = ReturnType<Group['conversation']['get']>['messages'][number]

function messageAt({ group, at }: Choice, isMeant: (message: Shown) => boolean): Shown | undefined {
  const threads = group.threads.get().map(({ root }) => group.thread(root).conversation.get())
  const shown = [group.conversation.get(), ...threads].flatMap(({ messages }) => messages)
  return pick(
    shown.filter((message) => !message.deleted && isMeant(message)),
    at,
  )
}

function onPerson(
  { group, at }: Choice,
  act: PersonAct,
  run: (person: Parameters<Group['remove']>[0]) => Promise<void>,
): Promise<void> | undefined {
  const found = pick(
    group.info.get().people.filter(({ may }) => may.includes(act)),
    at,
  )
  return found && run(found.person)
}

function newLink({ society, group }: Choice, needsApproval: boolean): Promise<unknown> | undefined {
  if (!group.info.get().me.mayInvite) return undefined
  const options = { role: 'member', needsApproval, expiresAt: 0, usesCount: 0 } as const
  return group.invite(options).then((link) => society.links.push(link))
}

function pick<T>(from: readonly T[], at: number): T | undefined {
  return from[at % Math.max(1, from.length)]
}
