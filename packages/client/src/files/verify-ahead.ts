/**
 * Many signatures at once, beside the page, for a gate that asks for them one by one: a trial run in which all
 * stand tells which will be asked for.
 */
import { equalBytes, toBase64url } from '@parley/protocol'
import type { Proof, Verifier } from '@parley/signing'
import type { Device } from '../device.ts'

/** Knows the answers; what was not asked for in the trial is verified when it is. */
export async function verifyAhead(
  { verify, verifyNow }: Pick<Device, 'verify' | 'verifyNow'>,
  run: (trial: Verifier) => unknown,
): Promise<Verifier> {
  const asked = new Map<string, Proof>()
  run((proof) => {
    asked.set(toBase64url(proof.signature), proof)
    return true
  })
  const proofs = [...asked.values()]
  const answers = proofs.length === 0 ? [] : await verify(proofs)
  const stands = new Map([...asked.keys()].map((key, at) => [key, answers[at] === true]))
  return (proof) => {
    const key = toBase64url(proof.signature)
    const known = asked.get(key)
    const isSame =
      known !== undefined &&
      equalBytes(known.publicKey, proof.publicKey) &&
      equalBytes(known.message, proof.message)
    return isSame ? stands.get(key) === true : verifyNow(proof)
  }
}
