/**
 * What is on the screen before the app is: a script of its own that waits for no module, and that the app
 * itself waits for by one frame. On a new device it draws the first words, on one that was in a group the
 * last screen, as it was kept there. The app's own screen takes its place (`last-screen/handing-over.ts`).
 *
 * `apps/web/boot-build.ts` fills in the names of this build's files and the first words in every language.
 */
import { chosenLanguage, LANGUAGES, speak, spokenOf, type Language } from '@parley/ui'
import { keptPath } from './last-place.ts'
import { BELOW, drawnFrom, type Drawn, type Look } from './last-screen/drawing.ts'
import { openBox } from './last-screen/early-box.ts'
import { BOOT_SCREEN } from './last-screen/handing-over.ts'
import { isWideHere, keptScreen } from './last-screen/kept-screen.ts'
import { isNewDevice } from './new-device.ts'

interface Build {
  /** The module that everything begins with; '' where the page itself names it. */
  readonly main: string
  /** What a conversation needs beside it. */
  readonly app: readonly string[]
  readonly styles: readonly string[]
  readonly firstWords: FirstWords | undefined
}

interface FirstWords {
  readonly looks: readonly Look[]
  readonly pieces: readonly Drawn[]
  readonly roots: Readonly<Record<Language, Drawn>>
}

declare const BUILD: Build
/** Once: where the name stands, the build writes all of it. */
const built = BUILD

/** In a window that nobody sees there are no frames. */
const LONGEST_FRAME_MS = 300

const language = spokenNow()
lookAsChosen()
void begin()
  .catch(() => undefined) // a style sheet cannot be had
  .then(startApp)

async function begin(): Promise<void> {
  const screen = lastScreen()
  if (screen !== undefined) fetchEarly(screen.styles, built.app)
  await bodyIsHere()
  const shown = screen?.root ?? (await firstWords())
  if (shown === undefined) return
  await Promise.all([...(screen?.styles ?? []).map(styled), ...sheetsOfPage()])
  put(shown, screen?.path)
  await aFrame()
  // On a new device it begins when somebody does, and is here by then.
  if (screen === undefined) fetchEarly([], built.app)
}

function spokenNow(): Language {
  const chosen = chosenLanguage()
  return chosen === 'auto' ? spokenOf(navigator.languages) : chosen
}

/** Light or dark, and the direction of the language, as the app's own scripts say them again later. */
function lookAsChosen(): void {
  const page = document.documentElement
  page.lang = language
  page.dir = LANGUAGES[language].dir
  speak(language, navigator.languages)
  try {
    const chosen = localStorage.getItem('parley-theme')
    if (chosen === 'light' || chosen === 'dark') page.dataset['theme'] = chosen
  } catch {
    // Where nothing may be kept, nothing was chosen.
  }
}

/** Where the app opens now, on a screen as large, in this language, and drawn by this very build. */
function lastScreen(): LastScreen | undefined {
  const kept = keptScreen()
  if (kept === undefined || kept.path !== pathHere() || kept.lang !== language) return undefined
  if (kept.isWide !== isWideHere() || kept.styles.length === 0) return undefined
  if (!kept.styles.every((path) => built.styles.includes(path))) return undefined
  const root = drawnFrom(kept.drawing, Date.now())
  return root === undefined ? undefined : { root, styles: kept.styles, path: kept.path }
}

interface LastScreen {
  readonly root: Element
  readonly styles: readonly string[]
  readonly path: string
}

function pathHere(): string | undefined {
  if (new URLSearchParams(location.search).has('open')) return undefined
  return location.hash === '' ? keptPath() : location.hash.slice(1)
}

async function firstWords(): Promise<Element | undefined> {
  const { firstWords: said } = built
  if (said === undefined || !/^(?:#\/?)?$/.test(location.hash) || location.search !== '')
    return undefined
  if (!(await isNewDevice())) return undefined
  const { looks, pieces, roots } = said
  return drawnFrom({ looks, pieces, root: roots[language] }, Date.now())
}

function fetchEarly(styles: readonly string[], scripts: readonly string[]): void {
  for (const path of styles) document.head.append(linkTo(path, { rel: 'preload', as: 'style' }))
  for (const path of scripts) document.head.append(linkTo(path, { rel: 'modulepreload' }))
}

function linkTo(path: string, about: { readonly rel: string; readonly as?: string }) {
  const link = Object.assign(document.createElement('link'), about)
  link.crossOrigin = ''
  link.setAttribute('href', path)
  return link
}

/** After those that the page names itself: which of two rules counts depends on it. */
function styled(path: string): Promise<void> {
  const known = document.querySelector<HTMLLinkElement>(`link[rel=stylesheet][href="${path}"]`)
  const link = known ?? linkTo(path, { rel: 'stylesheet' })
  if (known === null) document.head.append(link)
  return loaded(link)
}

function sheetsOfPage(): readonly Promise<void>[] {
  return Array.from(document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'), loaded)
}

/** Rejects where it cannot be had: then nothing is drawn before the app. */
function loaded(link: HTMLLinkElement): Promise<void> {
  if (link.sheet !== null) return Promise.resolve()
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve(), { once: true })
    link.addEventListener('error', () => reject(new Error(link.href)), { once: true })
  })
}

function bodyIsHere(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.getElementById('app') === null) return
      observer.disconnect()
      resolve()
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true })
    look()
  })
}

/** Over the place of the app; to be seen, and but for the box to write in for nobody to press or to hear of. */
function put(shown: Element, path: string | undefined): void {
  const holder = document.createElement('div')
  holder.setAttribute(BOOT_SCREEN, '')
  Object.assign(holder.style, { position: 'fixed', inset: '0', zIndex: '1000' })
  holder.style.background = 'var(--paper)'
  holder.append(shown)
  document.body.append(holder)
  for (const one of holder.querySelectorAll(`[${BELOW}]`))
    one.scrollTop = one.scrollHeight - one.clientHeight - Number(one.getAttribute(BELOW))
  if (path !== undefined && openBox(holder, path)) return
  holder.setAttribute('aria-hidden', 'true')
  holder.inert = true
}

/** Until it has been drawn. */
function aFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, LONGEST_FRAME_MS)
  })
}

function startApp(): void {
  if (built.main === '') return
  const script = document.createElement('script')
  script.type = 'module'
  script.crossOrigin = ''
  script.src = built.main
  // A screen that nothing comes to take over from would only look alive.
  script.addEventListener('error', () => document.querySelector(`[${BOOT_SCREEN}]`)?.remove())
  document.head.append(script)
}
