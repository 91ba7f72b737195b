/**
 * Many signatures at once, beside the page, for a gate that asks for them one by one: a trial run in which all
 * stand tells which will be asked for.
 */
import { concatBytes, toBase64url } from '@parley/protocol'
import type { Proof, Verifier } from '@parley/signing'
import type { Device } from '../device.ts'

/** Knows the answers; what was not asked for in the trial is verified when it is. */
export async function verifyAhead(
  { verify, verifyNow }: Pick<Device, 'verify' | 'verifyNow'>,
  run: (trial: Verifier) => unknown,
): Promise<Verifier> {
  const asked = new Map<string, Proof>()
  run((proof) => {
    asked.set(nameOf(proof), proof)
    return true
  })
  const proofs = [...asked.values()]
  const answers = proofs.length === 0 ? [] : await verify(proofs)
  const stands = new Map([...asked.keys()].map((name, at) => [name, answers[at] === true]))
  return (proof) => stands.get(nameOf(proof)) ?? verifyNow(proof)
}

/** All of it: whoever makes a file may put one signature under everything. The lengths tell the parts apart. */
function nameOf({ publicKey, signature, message }: Proof): string {
  const bytes = concatBytes(publicKey, signature, message)
  return `${publicKey.length} ${signature.length} ${toBase64url(bytes)}`
}
