/**
 * Groups that travel by file, where devices share no relay. See docs/decisions/0019 and rules FL1 to FL10.
 *
 * What reads and writes files is a script of its own, which no first screen needs.
 */
import type { Files } from '../model-files.ts'
import type { FilesPorts } from './open-file.ts'

const fetchScript = () => import('./script.ts')

/** It listens to the other tabs for as long as the device is open. */
export function newFiles(ports: FilesPorts): Files {
  const { device } = ports
  let turn: Promise<unknown> = Promise.resolve()

  /** One after another: two at once would judge by what the other is about to add. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }

  async function openFile(file: Blob) {
    const script = await fetchScript()
    return script.openFile(ports, file)
  }

  device.tabs.onMessage(({ type, file }) => {
    // What it could not keep was told in the tab that was given the file.
    if (type === 'filed' && file instanceof Blob)
      inTurn(() => openFile(file)).catch(() => undefined)
  })

  return {
    prepare() {
      // Where it does not come now it is asked for again when it is needed.
      fetchScript().catch(() => undefined)
    },
    async save(group) {
      const session = ports.held(group)?.session
      if (session === undefined) throw new Error('a group that is not here cannot be saved')
      const { writeGroup } = await fetchScript()
      return writeGroup(device, session)
    },
    open: (file) =>
      inTurn(async () => {
        const opened = await openFile(file)
        if (opened.outcome === 'taken') device.tabs.post({ type: 'filed', file })
        return opened
      }),
  }
}
