/** Actions of every type, for properties: whatever the tables of SPEC.md allow, edges included. */
import fc from 'fast-check'
import {
  type Action,
  type Cut,
  type Introduction,
  MAX_BOX_GENERATION,
  MAX_CUT_ENTRIES,
  ROLES,
  toDeviceKey,
  toPersonId,
  toRecordId,
} from '../src/index.ts'

export function anyBytes(length: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: length, maxLength: length, size: 'max' })
}

export const anyNumber = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 127, 128))
const anyRole = fc.constantFrom(...ROLES)
const anyPerson = anyBytes(16).map(toPersonId)
const anyRecord = anyBytes(16).map(toRecordId)
const anySignature = fc.option(anyBytes(64), { nil: undefined })

const anyIntroduction: fc.Arbitrary<Introduction> = fc.record({
  root: anyBytes(32),
  chain: fc.array(fc.record({ devicePublic: anyBytes(32), signature: anyBytes(64) }), {
    minLength: 1,
    maxLength: 8,
    size: 'max',
  }),
  box: anyBytes(32),
})

/** The segment of an entry travels one higher, so the last number there is stays free. */
const anySegment = fc.option(
  anyNumber.map((number) => Math.min(number, 2 ** 53 - 2)),
  {
    nil: undefined,
  },
)

export function anyCut(maxLength: number): fc.Arbitrary<Cut> {
  const entry = fc.record({
    segment: anySegment,
    writer: anyNumber,
    clock: anyNumber,
    digest: anyBytes(16),
  })
  return fc.uniqueArray(entry, {
    maxLength: Math.min(maxLength, MAX_CUT_ENTRIES),
    size: 'max',
    selector: ({ segment, writer }) => `${segment}/${writer}`,
  })
}

const cut = anyCut(12)
const anySettings = fc
  .uniqueArray(fc.record({ id: fc.nat(255), value: fc.uint8Array({ maxLength: 20 }) }), {
    maxLength: 30,
    size: 'max',
    selector: ({ id }) => id,
  })
  .map((settings) => settings.toSorted((left, right) => left.id - right.id))

type Typed<Type extends Action['type']> = fc.Arbitrary<Extract<Action, { type: Type }>>
const is = fc.constant
const person = anyPerson

/** One arbitrary for each type of action; a new type without one does not compile. */
export const ANY_ACTION: { readonly [Type in Action['type']]: Typed<Type> } = {
  found: fc.record({
    type: is('found' as const),
    random: anyBytes(32),
    encrypted: fc.boolean(),
    policy: anySettings,
    person: anyIntroduction,
  }),
  invite: fc
    .record({
      type: is('invite' as const),
      signPublic: anyBytes(32),
      boxPublic: anyBytes(32),
      role: anyRole,
      needsApproval: fc.boolean(),
      isDesk: fc.boolean(),
      expiresAt: anyNumber,
      usesCount: anyNumber,
    })
    .map(({ isDesk, ...invite }) =>
      isDesk ? { ...invite, needsApproval: true, isDesk: true as const } : invite,
    ),
  uninvite: fc.record({ type: is('uninvite' as const), target: anyRecord }),
  join: fc.record({
    type: is('join' as const),
    invite: anyRecord,
    person: anyIntroduction,
    inviteSignature: anyBytes(64),
  }),
  add: fc.record({
    type: is('add' as const),
    person: anyIntroduction,
    role: anyRole,
    join: fc.option(anyRecord, { nil: undefined }),
  }),
  role: fc.record({ type: is('role' as const), person, role: anyRole, cut }),
  remove: fc.record({ type: is('remove' as const), person, cut }),
  mute: fc.record({ type: is('mute' as const), person, until: anyNumber, cut }),
  unmute: fc.record({ type: is('unmute' as const), person }),
  leave: fc.record({ type: is('leave' as const), cut }),
  device: fc.record({
    type: is('device' as const),
    person: anyIntroduction,
    rootSignature: anySignature,
  }),
  undevice: fc.record({
    type: is('undevice' as const),
    device: anyBytes(32).map(toDeviceKey),
    rootSignature: anySignature,
    cut,
  }),
  box: fc.record({
    type: is('box' as const),
    generation: fc.oneof(fc.nat(), fc.constantFrom(0, 127, 128, MAX_BOX_GENERATION)),
    boxPublic: anyBytes(32),
    ephemeral: anyBytes(32),
    rows: fc.array(fc.record({ tag: anyBytes(8), sealed: anyBytes(48) }), { maxLength: 5 }),
  }),
  policy: fc.record({ type: is('policy' as const), policy: anySettings }),
  merge: fc.record({ type: is('merge' as const) }),
  signin: fc.record({
    type: is('signin' as const),
    token: fc.string({ maxLength: 900, unit: 'binary' }),
  }),
  cut: fc.record({ type: is('cut' as const), of: anyRecord, cut }),
  unknown: fc.record({
    type: is('unknown' as const),
    recordType: fc.integer({ min: 18, max: 31 }),
    body: fc.uint8Array({ maxLength: 50, size: 'max' }),
  }),
}
