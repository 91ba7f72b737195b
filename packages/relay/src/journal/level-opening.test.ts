import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openLevelJournal } from './level-journal.ts'
import { markDamaged } from './level-repair.ts'

const root = await mkdtemp(join(tmpdir(), 'parley-opening-'))
afterAll(() => rm(root, { recursive: true, force: true }))

/** Opened twice, so that LevelDB has made a table of its log; then once more, so that there is a log too. */
async function filled(name: string): Promise<string> {
  const path = join(root, name)
  for (const from of [0, 40]) {
    const journal = await openLevelJournal(path)
    const values = Array.from({ length: 40 }, (_, at) => new Uint8Array(500).fill(from + at))
    await Promise.all(values.map((value) => journal.append('doc', value)))
    await journal.close()
  }
  expect((await readdir(path)).some((file) => file.endsWith('.ldb'))).toBe(true)
  return path
}

async function namesOf(path: string, kind: RegExp): Promise<readonly string[]> {
  return (await readdir(path)).filter((name) => kind.test(name))
}

test.each([
  ['CURRENT is gone', /^CURRENT$/],
  ['the list of tables is gone', /^MANIFEST/],
  ['both are gone', /^CURRENT$|^MANIFEST/],
])(
  '[JO13] a store of which %s is rebuilt whole, and no new one made over it',
  async (what, kind) => {
    const path = await filled(what.replaceAll(' ', '-'))
    for (const name of await namesOf(path, kind)) await rm(join(path, name))
    const journal = await openLevelJournal(path)
    expect(journal.repaired).toContain('was damaged and has been rebuilt')
    expect(journal.repaired).not.toContain('parley doctor')
    const left = await journal.read('doc')
    expect(left.map(([at]) => at)).toEqual(Array.from({ length: 80 }, (_, at) => at))
    await journal.append('doc', Uint8Array.of(80))
    await journal.close()
    const again = await openLevelJournal(path)
    expect(again.repaired).toBeUndefined()
    expect(await again.read('doc')).toHaveLength(81)
    await again.close()
  },
)

test.each(['', '\n', 'MANIFEST-999999\n', 'rubbish'])(
  '[JO13] a store whose CURRENT holds %j is rebuilt whole',
  async (content) => {
    const path = await filled(`current-${content.length}`)
    await writeFile(join(path, 'CURRENT'), content)
    const journal = await openLevelJournal(path)
    expect(journal.repaired).toContain('has been rebuilt')
    expect(await journal.read('doc')).toHaveLength(80)
    await journal.close()
  },
)

test('[JO13] a store that a relay has open is never rebuilt under it, whatever it lost', async () => {
  const path = await filled('open')
  const journal = await openLevelJournal(path)
  await markDamaged(path)
  const before = (await readdir(path)).toSorted()
  await expect(openLevelJournal(path)).rejects.toMatchObject({ why: 'in-use' })
  const current = await readFile(join(path, 'CURRENT'))
  await rm(join(path, 'CURRENT'))
  await expect(openLevelJournal(path)).rejects.toMatchObject({ why: 'in-use' })
  await writeFile(join(path, 'CURRENT'), current)
  expect((await readdir(path)).toSorted()).toEqual(before)
  expect(await journal.read('doc')).toHaveLength(80)
  await journal.close()
})

test('[JO9] a store that cannot be rebuilt either is named, and that a backup helps', async () => {
  const path = await filled('hopeless')
  for (const name of await namesOf(path, /^CURRENT$|^MANIFEST/)) await rm(join(path, name))
  await mkdir(join(path, 'MANIFEST-000001', 'in the way'), { recursive: true })
  await writeFile(join(path, 'lost'), 'a file where LevelDB puts things out of its way')
  const tables = await namesOf(path, /ldb$/)
  const opened = openLevelJournal(path)
  await expect(opened).rejects.toMatchObject({ name: 'JournalUnavailable', why: 'past-rebuilding' })
  await expect(opened).rejects.toThrow(`parley restore parley.backup --data ${path}-restored.`)
  expect(await namesOf(path, /ldb$/)).toEqual(expect.arrayContaining([...tables]))
})
