/** The later script of whatever page this is, once for all of it. */
import { newLaterScript } from './later-script.ts'

export const laterScript = newLaterScript(() =>
  import('./contents.ts').then(({ contents }) => contents),
)
