/**
 * What relays on one stream pass on to each other and never keep: by ordinary messages of NATS, under
 * subjects that no stream takes. While there is no server nothing is said, rather than late.
 */
import type { Neighbours } from '../../ports.ts'
import type { Nats } from './nats.ts'
import { FROM } from './parts.ts'
import { toToken } from './subjects.ts'

/** Of `max_payload`, for the header. */
const HEADER_BYTES = 256

export function newNatsNeighbours(
  { connection, library, isUp, onReconnect }: Nats,
  { prefix, node }: { readonly prefix: string; readonly node: string },
): Neighbours {
  const subjectOf = (topic: string): string => `${prefix}-live.${toToken(topic)}`
  const from = library.core.headers()
  from.set(FROM, node)

  return {
    tell(topic, said) {
      const fits = said.length + HEADER_BYTES <= (connection.info?.max_payload ?? 0)
      if (isUp() && fits) connection.publish(subjectOf(topic), said, { headers: from })
    },
    hear(topic, listen) {
      const subscription = connection.subscribe(subjectOf(topic), {
        callback(error, message) {
          const other = message.headers?.get(FROM) ?? ''
          if (error === null && other !== '' && other !== node)
            listen(new Uint8Array(message.data), other)
        },
      })
      return () => subscription.unsubscribe()
    },
    onBack: onReconnect,
  }
}
