import { expect, test } from 'vitest'
import { deviceNameOf } from './device-name.ts'

test('[BR9] a browser has a name by which a person knows it, or none', () => {
  const names = [
    'Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'curl/8.0',
  ].map(deviceNameOf)
  expect(names).toEqual([
    'Firefox on Android',
    'Safari on iPhone',
    'Edge on Windows',
    'Chrome on Linux',
    'Safari on Mac',
    undefined,
  ])
})
