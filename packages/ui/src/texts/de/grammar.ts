/** How German counts. */
import { counting } from '../locale.ts'

export const count = counting('de')
