import { expect, test, vi } from 'vitest'
import { watchClassroom } from './classroom.ts'

const CLASS = { name: '7b', run: 'r1', addresses: ['http://192.168.1.5:8080'] }

/** A relay that answers what it is told to. */
function relaySaying(...answers: readonly (object | number)[]) {
  const asked: [string, string][] = []
  const left = [...answers]
  const classroom = watchClassroom(async (url, how) => {
    asked.push([how?.method ?? 'GET', url])
    const answer = left.length > 1 ? left.shift() : left[0]
    if (typeof answer === 'number') return new Response('', { status: answer })
    if (answer instanceof Uint8Array)
      return new Response(new Uint8Array(answer), {
        headers: { 'content-type': 'application/octet-stream' },
      })
    return Response.json(answer)
  })
  return { classroom, asked }
}

test('a class is looked for while somebody looks, and another network is heard of', async () => {
  vi.useFakeTimers()
  const moved = { ...CLASS, addresses: ['http://10.0.0.7:8080'] }
  const { classroom, asked } = relaySaying(CLASS, { ...CLASS, hereCount: 3 }, moved)
  expect(asked).toEqual([])
  const heard = vi.fn<() => void>()
  const stop = classroom.here.subscribe(heard)
  await vi.advanceTimersByTimeAsync(0)
  const first = classroom.here.get()
  expect(first).toEqual(CLASS)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(classroom.here.get()).toBe(first)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(classroom.here.get()).toEqual(moved)
  expect(heard).toHaveBeenCalledTimes(2)
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(3)
  vi.useRealTimers()
})

test('whether one may found groups here is asked once; where that is not told, one may', async () => {
  const { classroom, asked } = relaySaying({ ...CLASS, mayFound: false })
  expect(await classroom.mayFound()).toBe(false)
  expect(await classroom.mayFound()).toBe(false)
  expect(asked).toHaveLength(1)
  for (const other of [404, 500, CLASS, [], { ...CLASS, mayFound: true }])
    expect(await relaySaying(other).classroom.mayFound()).toBe(true)
})

test('an ordinary relay is asked once', async () => {
  vi.useFakeTimers()
  const { classroom, asked } = relaySaying(404)
  for (let look = 0; look < 3; look++) {
    const stop = classroom.here.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(60_000)
    stop()
  }
  expect(classroom.here.get()).toBeUndefined()
  expect(asked).toHaveLength(1)
  vi.useRealTimers()
})

test('what is no class is none, and an address that is no address is on no board', async () => {
  for (const other of [[], { name: 7 }, { name: 'x', run: 'r' }, 500]) {
    const { classroom } = relaySaying(other)
    const stop = classroom.here.subscribe(() => undefined)
    await vi.waitFor(() => expect(classroom.here.get()).toBeUndefined())
    stop()
  }
  const odd = ['javascript:alert(1)', 7, 'http://a b', 'http://ok:1', 'http://x/#/join/1']
  const { classroom } = relaySaying({ ...CLASS, addresses: odd })
  const stop = classroom.here.subscribe(() => undefined)
  await vi.waitFor(() => expect(classroom.here.get()?.addresses).toEqual(['http://ok:1']))
  stop()
})

test('a code that is unknown is told from a relay that does not say', async () => {
  const bytes = Uint8Array.of(1, 2)
  expect(await relaySaying(bytes).classroom.look('x')).toEqual(bytes)
  expect(await relaySaying(404).classroom.look('x')).toBeUndefined()
  expect(await relaySaying({ an: 'app' }).classroom.look('x')).toBeUndefined()
  await expect(relaySaying(429).classroom.look('x')).rejects.toThrow('429')
  const door = { id: 'D', sealed: bytes }
  await expect(relaySaying(403).classroom.layDown(door)).rejects.toThrow('403')
  const { classroom, asked } = relaySaying(200)
  await classroom.layDown(door)
  expect(asked).toEqual([['PUT', '/classroom/doors/D']])
})
