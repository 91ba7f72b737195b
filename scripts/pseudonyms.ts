/**
 * Pseudonyms for the people in recorded chats: one name in, one made-up name out, the same every
 * time, however it is capitalised. Dealt in order of first appearance, so they tell nothing about
 * the name they stand for.
 */
import { createHash } from 'node:crypto'

const MOODS = `amber bold brisk calm clever copper coral crisp daring dusty eager early fern gentle
  glad golden grand hasty honest humble ivory jolly keen kind lively lucky mellow merry mild misty
  nimble noble olive plucky polar proud quick quiet rapid ruby rusty sandy shy silver sleepy snowy
  solar steady sunny swift tidy timid velvet violet vivid warm wise witty young zesty`.split(/\s+/)
const ANIMALS = `badger beaver bison bobcat camel cheetah cicada crane cricket dingo dolphin eagle
  egret falcon ferret finch gecko gibbon hare hawk hedgehog heron hippo ibis iguana jackal jay
  kestrel kiwi koala lemur lizard llama lynx magpie marmot marten mole moose newt ocelot okapi osprey
  otter owl panda parrot pelican penguin pika plover puffin quail rabbit raven robin salmon seal
  shrew sparrow squid stork swallow tapir tern thrush tiger toucan turtle vole walrus weasel wombat
  wren yak zebra`.split(/\s+/)

export interface Pseudonyms {
  /** The pseudonym of a user name. */
  of(name: string): string
  /** The pseudonymous account id, as long as the given one, in the same alphabet (hex or digits). */
  ofAccount(id: string): string
  /** How many user names have one by now. */
  count(): number
}

/** An empty book of pseudonyms; none it deals equals a name in `taken` (lower case). */
export function newPseudonyms(taken: ReadonlySet<string> = new Set()): Pseudonyms {
  const byName = new Map<string, string>()
  const byAccount = new Map<string, string>()
  const spent = new Set(taken)
  let dealt = 0

  function next(): string {
    for (;;) {
      const pseudonym = shaped(dealt++)
      if (spent.has(pseudonym.toLowerCase())) continue
      spent.add(pseudonym.toLowerCase())
      return pseudonym
    }
  }

  return {
    of: (name) => getOrAdd(byName, name.toLowerCase(), next),
    ofAccount: (id) =>
      getOrAdd(byAccount, id, () => {
        const hex = createHash('sha256').update(`account ${byAccount.size}`).digest('hex')
        const digits = /^\d+$/.test(id) ? String(10_000_000 + byAccount.size) : hex
        return digits.slice(0, id.length)
      }),
    count: () => byName.size,
  }
}

/**
 * The n-th pseudonym: words that walk both lists out of step, in one of the shapes real names have.
 * Words come round again, but every fifth carries its number, so fresh ones never run out.
 */
function shaped(n: number): string {
  const mood = MOODS[(n * 7) % MOODS.length] ?? ''
  const round = Math.floor(n / MOODS.length)
  const animal = ANIMALS[(n * 11 + round * 5) % ANIMALS.length] ?? ''
  switch (n % 5) {
    case 0:
      return `${capital(mood)}${capital(animal)}`
    case 1:
      return `${mood}_${animal}`
    case 2:
      return `${mood}-${animal}`
    case 3:
      return `${mood}${animal}${n}`
    default:
      return `${mood}${animal}`
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function getOrAdd(map: Map<string, string>, key: string, make: () => string): string {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
