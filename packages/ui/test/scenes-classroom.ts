/** A class on a laptop, in memory: what its teacher sees at first, and the board. */
import type { Host } from '../src/index.ts'
import { hostWith, newFakeClassroom } from './classroom.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'

type Scene = () => { parley: FakeParley; at: string; host: Host }

export const CLASSROOM_SCENES: Readonly<Record<string, Scene>> = {
  class: () => ({ parley: newFakeParley(), at: '/class', host: hostOfClass() }),
  board: () => {
    const parley = newFakeParley()
    const group = parley.addGroup('Class 7b')
    void group.inviteLink()
    return { parley, at: `/board/${group.id}`, host: hostOfClass() }
  },
}

function hostOfClass(): Host {
  return hostWith(newFakeClassroom('Class 7b'))
}
