/**
 * What the first version does with a store, and nothing it does not: how it reads a document, and how it
 * goes on writing. For tests of going back to it.
 */
import { ClassicLevel } from 'classic-level'

export interface EarlierJournal {
  read(doc: string): Promise<readonly Uint8Array[]>
  append(doc: string, update: Uint8Array): Promise<void>
  close(): Promise<void>
}

export async function openEarlierJournal(path: string): Promise<EarlierJournal> {
  const level = new ClassicLevel<string, Uint8Array>(path, { valueEncoding: 'view' })
  await level.open()
  const stored = await level.get('s')
  let sequence = stored === undefined ? 0 : Number.parseInt(Buffer.from(stored).toString(), 16)
  return {
    read: (doc) => level.values({ gt: `u!${doc}!`, lt: `u!${doc}"` }).all(),
    async append(doc, update) {
      const last = (++sequence).toString(16).padStart(14, '0')
      const entries = [
        { type: 'put' as const, key: `u!${doc}!${last}`, value: update },
        { type: 'put' as const, key: 's', value: Uint8Array.from(Buffer.from(last)) },
      ]
      await level.batch(entries, { sync: true })
    },
    close: () => level.close(),
  }
}
