/** A site that is not ours: one page with the widget on it, and the same without, under a policy as strict as they come. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const PARAGRAPH =
  'We meet on Saturdays at nine, whatever the weather. Bring gloves and something to drink; tools are there. Whoever comes for the first time is shown around.'
const PARAGRAPHS = 30
const STYLE = 'body { max-inline-size: 40rem; margin: 2rem auto; font: 1rem/1.5 sans-serif }'

export interface HostPage {
  readonly withWidget: string
  readonly without: string
  close(): Promise<void>
}

/** `relay` is an origin, `link` an invite link to a group on it. */
export async function openHostPage(relay: string, link: string): Promise<HostPage> {
  const policy = [
    "default-src 'none'",
    `script-src ${relay}`,
    "style-src 'self'",
    `connect-src ${relay.replace(/^http/, 'ws')}`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const server = createServer(({ url }, response) => {
    const isStyle = url === '/style.css'
    response.setHeader('content-type', isStyle ? 'text/css' : 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy)
    response.end(isStyle ? STYLE : pageWith(url === '/with.html' ? { relay, link } : undefined))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    withWidget: `${origin}/with.html`,
    without: `${origin}/without.html`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function pageWith(widget: { readonly relay: string; readonly link: string } | undefined): string {
  const script =
    widget === undefined ? '' : `<script type="module" src="${widget.relay}/widget.js"></script>`
  const chat = widget === undefined ? '' : `<parley-chat group="${widget.link}"></parley-chat>`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="description" content="Where the garden club meets, and when." />
    <title>Garden club</title>
    <link rel="stylesheet" href="/style.css" />
    <link rel="icon" href="data:," />
    ${script}
  </head>
  <body>
    <main>
      <h1>Garden club</h1>
      ${`<p>${PARAGRAPH}</p>\n      `.repeat(PARAGRAPHS)}${chat}
    </main>
  </body>
</html>`
}
