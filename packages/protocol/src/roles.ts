/** Roles, by rank: a higher number outranks a lower. */
import type { ByteReader } from './bytes.ts'

export const ROLES = ['guest', 'member', 'moderator', 'admin', 'owner', 'founder'] as const
export type Role = (typeof ROLES)[number]

export function readRole(reader: ByteReader): Role {
  return ROLES[reader.u8()] ?? reader.fail()
}
