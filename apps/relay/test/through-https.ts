/** How somebody outside reaches a relay through a proxy that serves chat.example.org with a certificate of its own. */
import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request } from 'node:https'
import { SUBPROTOCOL } from '@parley/protocol'
import { WebSocket } from 'ws'

export interface ProxyPorts {
  readonly httpsPort: number
  readonly httpPort: number
}

export interface Outside {
  /** By https. */
  asked(path: string, headers?: Readonly<Record<string, string>>): Promise<IncomingMessage>
  dial(headers?: Readonly<Record<string, string>>): WebSocket
  /** By http. */
  askedPlainly(path: string): Promise<IncomingMessage>
}

/** `proxy`: once it runs. */
export function newOutside(proxy: () => ProxyPorts | undefined): Outside {
  const host = '127.0.0.1'

  async function asked(path: string, headers = {}): Promise<IncomingMessage> {
    const port = proxy()?.httpsPort ?? 0
    const sent = request({ host, port, path, headers, rejectUnauthorized: false, agent: false })
    sent.end()
    return answerTo(sent)
  }

  return {
    asked,
    dial(headers = {}) {
      const url = `wss://${host}:${proxy()?.httpsPort}/`
      return new WebSocket(url, SUBPROTOCOL, { headers, rejectUnauthorized: false })
    },
    askedPlainly(path) {
      const port = proxy()?.httpPort ?? 0
      const sent = httpRequest({ host, port, path, headers: { host: 'chat.example.org' } })
      sent.end()
      return answerTo(sent)
    },
  }
}

async function answerTo(sent: ReturnType<typeof request>): Promise<IncomingMessage> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  return answer
}
