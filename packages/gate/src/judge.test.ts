import { expect, test } from 'vitest'
import {
  type ParsedRecord,
  parseRecord,
  RECORD_TYPE,
  deviceProofBytes,
  recordIdOf,
  SIGNATURE_BYTES,
  type Place,
  type RecordId,
  segmentDoc,
  toDeviceKey,
} from '@parley/protocol'
import { sign } from '@parley/signing'
import { addTorsion } from '../../signing/test/torsion.ts'
import { after, atRoot, entry, hole, rawUpdate, values } from '../test/hostile.ts'
import {
  keysOf,
  newPerson,
  newReplica,
  newWorld,
  type Replica,
  unsignedAction,
  unsignedEnvelope,
  unsignedRetract,
  verify,
  writeRecord,
  type Written,
} from '../test/world.ts'
import { encodeUpdate, type GateVerdict, judgeUpdate } from './index.ts'
