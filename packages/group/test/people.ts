/** Five people by name. */
import { personNumber } from './group-world.ts'

export const anna = personNumber(1)
export const ben = personNumber(2)
export const cleo = personNumber(3)
export const dora = personNumber(4)
export const eve = personNumber(5)
