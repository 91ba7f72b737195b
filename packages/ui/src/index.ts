/** The screens of Parley, from an open client down; web app and widget compose them. */
export { ParleyApp } from './shell/parley-app.tsx'
export type { Erase } from './own/erasing.ts'
export type { GroupPlace, Navigation, Place, Side } from './shell/places.ts'
export { type Host, type Installing } from './shell/host.ts'
export { ownViewport } from './shell/viewport.ts'
export { forgetLanguage, startLanguage } from './language/language.ts'
export { CannotOpen, Opening, type StartFault } from './shell/start-screens.tsx'
