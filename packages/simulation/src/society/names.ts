/** Who there is: four founded the group, the others come in or are added; some get a second device. */
export const NAMES = ['Anna', 'Bert', 'Cleo', 'Dora', 'Emil', 'Fritz', 'Gerda'] as const
export const FIRST_PEOPLE = 4
/** In another group with Anna, so that they can be added here without a link. */
export const FRIENDS: readonly string[] = ['Anna', 'Emil', 'Fritz']
export const SECOND_DEVICES = ['first phone', 'second phone', 'third phone'] as const
