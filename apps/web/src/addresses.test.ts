import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { addressesOf } from './addresses.ts'

async function askedOf(answer: RequestListener, host = '127.0.0.1'): Promise<readonly string[]> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const told = await addressesOf(`http://${host}:${port}`)
  server.close()
  return told
}

const says =
  (body: string, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)

test('[RW19] a page of this computer alone learns where others reach it, and takes nothing else for an address', async () => {
  const good = ['http://192.168.1.7:8080', 'https://parley.example']
  const bad = [7, null, 'http://localhost:8080', 'http://127.0.0.1', 'javascript:alert(1)']
  const worse = ['http://a.example/path', 'http://u:p@a.example', 'ws://a.example', 'no address']
  const told = await askedOf(says(JSON.stringify([...bad, ...good, ...worse])))
  expect(told).toEqual(good)
})

test('[RW19] a relay that says nothing of it, something else, or too much, is told of no more than that', async () => {
  expect(await askedOf(says('no', 404))).toEqual([])
  expect(await askedOf(says('<!doctype html>'))).toEqual([])
  expect(await askedOf(says('{"0":"http://a.example"}'))).toEqual([])
  expect(await askedOf((request) => request.socket.destroy())).toEqual([])
  const many = Array.from({ length: 100 }, (_, at) => `http://10.0.0.${at}`)
  expect(await askedOf(says(JSON.stringify(many)))).toHaveLength(8)
})

test('[RW19] under an address that others reach nobody is asked', async () => {
  expect(await addressesOf('https://parley.example')).toEqual([])
})
