import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { newIdentity, newIdentityBeside } from '../identity/identity.ts'
import { stretchInSteps } from '../identity/phrase.ts'
import { browserStretch } from './stretch.ts'

test('[ID20] a person is the same whether their phrase was stretched beside the page, in steps, or at once', async () => {
  for (const name of ['ada', 'bo', 'chen']) {
    const atOnce = newIdentity(randomFrom(name))
    expect(await newIdentityBeside(browserStretch(), randomFrom(name))).toEqual(atOnce)
    expect(await newIdentityBeside(stretchInSteps, randomFrom(name))).toEqual(atOnce)
  }
})
