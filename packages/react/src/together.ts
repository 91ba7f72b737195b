/**
 * Views that look at live values hear of changes together, once for all that a task of the browser brings. One
 * message on its way to the disk, the list and the relay changes values in many steps, each awaited by the next: told
 * of each by itself, React would draw as often before the browser shows any of it.
 */
type Listen = () => void

const waiting = new Set<Listen>()
let channel: MessageChannel | undefined

/** Calls `listen` in a task of its own, once however often it is asked until then. */
export function tellTogether(listen: Listen): void {
  if (waiting.size === 0) portOut().postMessage(undefined)
  waiting.add(listen)
}

/** Whoever looks no longer is not told. */
export function tellNoMore(listen: Listen): void {
  waiting.delete(listen)
}

function portOut(): MessagePort {
  if (channel !== undefined) return channel.port2
  channel = new MessageChannel()
  channel.port1.addEventListener('message', tellAll)
  channel.port1.start()
  return channel.port2
}

function tellAll(): void {
  const listeners = Array.from(waiting)
  waiting.clear()
  for (const listen of listeners) listen()
}
