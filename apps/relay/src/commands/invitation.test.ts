import { expect, test } from 'vitest'
import { configOf } from '../../test/configs.ts'
import { newPlaces } from '../../test/places.ts'
import { runCommand } from '../../test/terminals.ts'
import { runParley } from '../run.ts'

test('[RW9] an invitation is to the address of the relay that runs, and says when it is needed by nobody', async () => {
  const places = await newPlaces()
  const open = await runParley(configOf(places), () => undefined)
  const [link, remark] = (await runCommand(['invitation', '--data', places.data])).lines
  expect(link).toMatch(new RegExp(`^http://localhost:${open.port}/invitation/`))
  expect(remark).toContain('This relay is not closed')
  await open.close()

  const origins = ['https://chat.example.org']
  const closed = await runParley(configOf({ ...places, closed: true, origins }), () => undefined)
  const made = await runCommand(['invitation', '--data', places.data])
  expect(made.lines).toEqual([expect.stringMatching('^https://chat.example.org/invitation/')])
  await closed.close()

  const alone = await runCommand(['invitation', '--data', places.data, '--port', '9000'])
  expect(alone.lines[0]).toContain('http://localhost:9000/invitation/')
  expect(alone.lines[1]).toContain('No relay runs on')
})

test('[RW9] whoever opens an invitation to a closed relay lands where that is confirmed', async () => {
  const places = await newPlaces()
  const closed = await runParley(configOf({ ...places, closed: true }), () => undefined)
  const [link = ''] = (await runCommand(['invitation', '--data', places.data])).lines
  const opened = await fetch(link, { redirect: 'manual' })
  expect(opened.headers.get('location')).toBe('/#/invited')
  expect(opened.headers.get('set-cookie')).toContain('HttpOnly')
  await closed.close()
})
