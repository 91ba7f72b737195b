/** Stores, sync, outbox and identity of one device. What a user interface may use is in model.ts. */
export { MAX_NAME_BYTES, MAX_TEXT_BYTES } from '@parley/protocol'
export type { ClientPorts } from './device.ts'
export { IdentityDamaged } from './identity/open-identity.ts'
export * from './model.ts'
export { openParley } from './parley.ts'
export type * from './ports.ts'
