/**
 * The recovery phrase: twelve English words (BIP-39, 128 bits) that make a person's root key.
 *
 * root seed = HKDF-SHA-256(BIP-39 seed without passphrase, no salt, info "parley/root"), 32 bytes.
 * That is for ever: a phrase on paper must find its person in every later version.
 */
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { toUtf8 } from '@parley/protocol'
import { type KeyPair, newKeyPair } from '@parley/signing'
import { entropyToMnemonic, mnemonicToSeedSync, validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { Random } from '../ports.ts'

const ENTROPY_BYTES = 16
const WORDS_COUNT = 12

export function newPhrase(random: Random): string {
  return entropyToMnemonic(random(ENTROPY_BYTES), wordlist)
}

/** Whether these are twelve of the words with a right checksum, however they are spaced or cased. */
export function isPhrase(text: string): boolean {
  const words = normal(text)
  return words.split(' ').length === WORDS_COUNT && validateMnemonic(words, wordlist)
}

/** The root key pair, or `undefined` when this is no phrase. Costs some tens of milliseconds. */
export function rootOfPhrase(text: string): KeyPair | undefined {
  if (!isPhrase(text)) return undefined
  const seed = mnemonicToSeedSync(normal(text))
  return newKeyPair(hkdf(sha256, seed, undefined, toUtf8('parley/root'), 32))
}

function normal(text: string): string {
  return text.normalize('NFKD').trim().toLowerCase().split(/\s+/).join(' ')
}
