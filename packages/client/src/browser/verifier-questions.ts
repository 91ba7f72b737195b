/** What a platform is asked before it is trusted to verify by our rule. */
import { toUtf8 } from '@parley/protocol'
import { type Proof, newKeyPair, sign } from '@parley/signing'

/**
 * Good only with the cofactor, by which libraries differ and which our rule leaves out: case 4 of
 * the grid in "Taming the Many EdDSAs" (Chalkias, Garillot, Nikolaenko, 2020). As hex.
 */
const DISPUTED = {
  publicKey: 'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
  message: 'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
  signature:
    '160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512' +
    '5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09',
}

/** One good, one over another message, one disputed. */
export function verifierQuestions(): readonly Proof[] {
  const keys = newKeyPair(new Uint8Array(32).fill(7))
  const message = toUtf8('parley')
  const good = { publicKey: keys.publicKey, message, signature: sign(message, keys) }
  const disputed = {
    publicKey: fromHex(DISPUTED.publicKey),
    message: fromHex(DISPUTED.message),
    signature: fromHex(DISPUTED.signature),
  }
  return [good, { ...good, message: toUtf8('parlay') }, disputed]
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
