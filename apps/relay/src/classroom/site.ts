/**
 * What a class finds at the laptop beside the app: what it is called and where it is, the page to project, and doors
 * for short codes. All of it may be read by anybody in the network; only the teacher's browser opens doors.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerText } from '../serve-web.ts'
import { boardLanguageOf } from './board-texts.ts'
import { BOARD_SCRIPT, BOARD_STYLE, boardPage, type BoardState } from './board-page.ts'
import { MAX_SEALED_BYTES, newDoors } from './doors.ts'

const DOORS = '/classroom/doors/'

interface SitePorts {
  state(): BoardState
  /** Whether the request comes from a browser that opened the teacher's link. */
  isTeacher(request: IncomingMessage): boolean
  /** Whether the relay takes groups that this browser founds. */
  mayFound(request: IncomingMessage): boolean
  now(): number
}

/** Answers what is of the classroom; `false` for what is not. */
export type ClassroomSite = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => boolean

export function newClassroomSite(ports: SitePorts): ClassroomSite {
  const { state, isTeacher, mayFound, now } = ports
  const doors = newDoors(now)

  function atDoor(request: IncomingMessage, response: ServerResponse, id: string): void {
    if (request.method === 'PUT') {
      if (!isTeacher(request))
        return answerText(response, 403, 'Only the browser that opened the teacher’s link may.')
      return void bodyOf(request).then(
        (sealed) => {
          const isOpen = sealed !== undefined && doors.open(id, sealed)
          answerText(response, isOpen ? 200 : 400, isOpen ? 'Open.' : 'This is no door.')
        },
        () => response.destroy(),
      )
    }
    const found = doors.knock(id)
    if (found === 'later') {
      response.setHeader('retry-after', '5')
      return answerText(response, 429, 'Too many codes were tried just now. Try again in a moment.')
    }
    if (found === 'none') return answerText(response, 404, 'There is no class with this code.')
    send(response, 'application/octet-stream', found)
  }

  return (request, response, path) => {
    if (path.startsWith(DOORS)) {
      atDoor(request, response, path.slice(DOORS.length))
      return true
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    if (path === '/classroom.json') {
      send(
        response,
        'application/json',
        JSON.stringify({ ...state(), mayFound: mayFound(request) }),
      )
      return true
    }
    const page = pageAt(path, state(), request.headers['accept-language'])
    if (page === undefined) return false
    send(response, page.type, page.text)
    return true
  }
}

function pageAt(
  path: string,
  state: BoardState,
  languages: string | undefined,
): { readonly type: string; readonly text: string } | undefined {
  switch (path) {
    case '/board':
      return { type: 'text/html', text: boardPage(state, boardLanguageOf(languages)) }
    case '/board.css':
      return { type: 'text/css', text: BOARD_STYLE }
    case '/board.js':
      return { type: 'text/javascript', text: BOARD_SCRIPT }
    default:
      return undefined
  }
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  const charset = typeof body === 'string' ? '; charset=utf-8' : ''
  response.setHeader('cache-control', 'no-store')
  response.writeHead(200, { 'content-type': `${type}${charset}` })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

/** `undefined` for more than a door may hold. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) return undefined
    bytes += part.length
    if (bytes > MAX_SEALED_BYTES) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
