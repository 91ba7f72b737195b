/** How Arabic counts: it tells six kinds of numbers apart. */
import { counting } from '../locale.ts'

export const count = counting('ar')
