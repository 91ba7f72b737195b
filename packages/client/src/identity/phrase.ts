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
import {
  entropyToMnemonic,
  mnemonicToSeed,
  mnemonicToSeedSync,
  validateMnemonic,
} from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { Random, Stretch } from '../ports.ts'

const ENTROPY_BYTES = 16
const WORDS_COUNT = 12
const ASKED_COUNT = 3

/** What is wrong with words that are no phrase. */
export type PhraseFault =
  | { readonly broke: 'count'; readonly count: number }
  /** The first word that is not in the list; `at` from 1. */
  | { readonly broke: 'word'; readonly at: number; readonly word: string }
  /** Words of the list, but not these together: one is another, or two changed places. */
  | { readonly broke: 'checksum' }

export function newPhrase(random: Random): string {
  return entropyToMnemonic(random(ENTROPY_BYTES), wordlist)
}

/** Whether these are twelve of the words with a right checksum, however they are spaced or cased. */
export function isPhrase(text: string): boolean {
  return phraseFault(text) === undefined
}

export function phraseFault(text: string): PhraseFault | undefined {
  const words = wordsOf(text)
  const at = words.findIndex((word) => !wordlist.includes(word))
  if (words.length !== WORDS_COUNT) return { broke: 'count', count: words.length }
  if (at >= 0) return { broke: 'word', at: at + 1, word: words[at] ?? '' }
  return validateMnemonic(words.join(' '), wordlist) ? undefined : { broke: 'checksum' }
}

/** The root key pair, or `undefined` when this is no phrase. Costs some tens of milliseconds. */
export function rootOfPhrase(text: string): KeyPair | undefined {
  if (!isPhrase(text)) return undefined
  return rootOfSeed(mnemonicToSeedSync(wordsOf(text).join(' ')))
}

/** Of the phrase's BIP-39 seed, 64 bytes. */
export function rootOfSeed(seed: Uint8Array): KeyPair {
  return newKeyPair(hkdf(sha256, seed, undefined, toUtf8('parley/root'), 32))
}

/** The seed of a phrase as this package spells it. */
export const stretchAtOnce: Stretch = async (phrase) => mnemonicToSeedSync(phrase)

/** The same in steps between which others get their turn. */
export const stretchInSteps: Stretch = (phrase) => mnemonicToSeed(phrase)

export function wordsOf(text: string): readonly string[] {
  const normal = text.normalize('NFKD').trim().toLowerCase()
  return normal === '' ? [] : normal.split(/\s+/)
}

/** Which words of this phrase a person is asked for, ascending from 1: the same in every tab and after a restart. */
export function askedWords(phrase: string): readonly number[] {
  const left = Array.from({ length: WORDS_COUNT }, (_, at) => at + 1)
  const digest = sha256(toUtf8(`parley/ask ${phrase}`))
  const asked = Array.from({ length: ASKED_COUNT }, (_, turn) =>
    left.splice((digest[turn] ?? 0) % left.length, 1),
  )
  return asked.flat().sort((a, b) => a - b)
}

/** Whether a person has shown to have this phrase: all of its words, or the asked ones in order. */
export function confirms(text: string, phrase: string): boolean {
  const said = wordsOf(text).join(' ')
  const words = wordsOf(phrase)
  const asked = askedWords(phrase).map((at) => words[at - 1])
  return said === words.join(' ') || said === asked.join(' ')
}
