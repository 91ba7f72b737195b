import { expect, test } from 'vitest'
import { isPage, languageName, shortPage } from './origin-words.ts'

test('a page is shown by host and path, and what is no address of the web is no link', () => {
  expect(shortPage('https://shop.example/cart')).toBe('shop.example/cart')
  expect(shortPage('https://shop.example/')).toBe('shop.example')
  for (const page of ['javascript:alert(1)', 'data:text/html,x', 'cart', '']) {
    expect(isPage(page)).toBe(false)
    expect(shortPage(page)).toBe(page)
  }
  expect(isPage('http://shop.example')).toBe(true)
})

test('a language is said in words, and nothing is said of what is none', () => {
  expect(languageName('de')).toBe('German')
  expect(languageName('')).toBe('')
  expect(languageName('not a tag')).toBe('')
})
