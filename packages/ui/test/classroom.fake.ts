/** A page whose relay runs a class, in memory: what is laid down is found again, until it is started anew. */
import type { ClassDoor } from '@parley/react'
import type { Classroom, ClassHere, Host } from '../src/index.ts'
import { newCell, type Cell } from './cell.ts'

export interface FakeClassroom extends Classroom {
  readonly here: Cell<ClassHere | undefined>
  readonly doors: Map<string, ClassDoor>
  /** What was laid down is gone. */
  restarts(): void
  isAway: boolean
  /** Whether the browser of this page may found groups. */
  founds: boolean
}

export function newFakeClassroom(name: string): FakeClassroom {
  const here = newCell<ClassHere | undefined>({
    name,
    addresses: ['http://192.168.1.23:8080', 'http://parley.local:8080'],
    run: 'first',
  })
  const doors = new Map<string, ClassDoor>()
  const classroom = {
    here,
    doors,
    isAway: false,
    founds: true,
    mayFound: async () => classroom.founds,
    restarts() {
      doors.clear()
      here.change((was) => was && { ...was, run: `${was.run} again` })
    },
    async layDown(door: ClassDoor) {
      if (classroom.isAway) throw new Error('away')
      doors.set(door.id, door)
    },
    async look(id: string) {
      if (classroom.isAway) throw new Error('away')
      return doors.get(id)?.sealed
    },
  }
  return classroom
}

/** Offers nothing else. */
export function hostWith(classroom: Classroom): Host {
  return { ...plainHost(), classroom }
}

/** Of a page at a name of this computer alone: others reach it at these. */
export function hostAt(addresses: () => readonly string[]): Host {
  return { ...plainHost(), addresses: async () => addresses() }
}

/** Of a page with nothing special about it. */
export function plainHost(): Host {
  return {
    hasUpdate: newCell(false),
    update: async () => undefined,
    installing: newCell('none' as const),
    install: async () => undefined,
    mayHint: newCell(false),
    declineHint: () => undefined,
  }
}
