/**
 * One socket to one relay for all documents of this tab.
 *
 * Keeps nothing: what must reach the relay is in the caller's outbox. Rules LK1 to LK30 of SPEC.md.
 */
import type { LinkPorts, RelayLink } from './link-model.ts'
import { SocketLink } from './socket-link.ts'

export type { FollowedDoc, Following, LinkPorts, RelayLink } from './link-model.ts'

/** Dials at once. */
export function openRelayLink(ports: LinkPorts): RelayLink {
  const link = new SocketLink(ports)
  link.wake()
  return link
}
