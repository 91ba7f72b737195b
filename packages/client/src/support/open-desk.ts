/**
 * Coming to a desk. Apart from the rest of support, so that what no visitor uses, as the app, need not load it.
 */
import { type Invitation, parseDeskLink } from '@parley/protocol'
import type { Parley } from '../model.ts'
import type { Desk } from '../model-support.ts'
import { keptTalk, OpenDesk } from './desk.ts'
import { supportOf } from './support-of.ts'
import type { SupportHere } from './support.ts'

const opened = new WeakMap<Parley, Map<string, Promise<Desk>>>()

/**
 * Takes a whole desk link or its code; `undefined` for what is none. The same desk for the same link. Rejects
 * with `StorageFailed`.
 */
export async function openDesk(parley: Parley, linkText: string): Promise<Desk | undefined> {
  const parsed = parseDeskLink(linkText)
  if (!parsed.ok) return undefined
  const { group, invite } = parsed.invitation
  const desks = opened.get(parley) ?? new Map<string, Promise<Desk>>()
  opened.set(parley, desks)
  const key = `${group}/${invite}`
  const desk = desks.get(key) ?? open(supportOf(parley), parsed.invitation)
  desks.set(key, desk)
  return desk
}

async function open(support: SupportHere, invitation: Invitation): Promise<Desk> {
  const { ports } = support
  const desk = new OpenDesk(
    {
      ...ports,
      sessionOf: (group) => ports.sessions().find(({ id }) => id === group),
      onChange: () => support.keep(),
    },
    invitation,
  )
  support.add(desk)
  await desk.open(await keptTalk(ports.device, invitation.group))
  return desk
}
