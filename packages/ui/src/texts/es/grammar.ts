/** How Spanish counts. `many` is for whole millions, which take a "de". */
import { counting } from '../locale.ts'

export const count = counting('es')
