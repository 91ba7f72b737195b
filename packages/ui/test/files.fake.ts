/** Files in memory: each says what a test wants it to say. */
import type { FileOpened, Files, GroupId } from '@parley/react'

export interface FakeFiles extends Files {
  says: FileOpened
  readonly saved: GroupId[]
}

export function newFakeFiles(): FakeFiles {
  return {
    says: { outcome: 'foreign' },
    saved: [],
    prepare: () => undefined,
    async save(group) {
      this.saved.push(group)
      return new Blob(['sealed'], { type: 'application/x-parley' })
    },
    async open() {
      return this.says
    },
  }
}
