/** What the page says of its chat, read from the element and from where it stands. */

export interface Settings {
  /** An invite link or its code; '' for none. */
  readonly group: string
  /** A desk link or its code, where each visitor has a talk of their own; '' for none. */
  readonly support: string
  /** Origin of the relay. */
  readonly relay: string
  readonly isBubble: boolean
  readonly isOpen: boolean
  /** Of the window, where it is a bubble. */
  readonly corner: 'start' | 'end'
  /** In the page's words; '' for none. */
  readonly heading: string
  readonly greeting: string | undefined
  /** Under which the visitor writes, where the page knows it. */
  readonly name: string
  /** As the page's own site knows the visitor; '' where it does not say. */
  readonly user: string
  /** As the page speaks, then as the browser wants it. */
  readonly languages: readonly string[]
  readonly theme: 'light' | 'dark' | undefined
  /** The page has chosen a colour of its own. */
  readonly hasAccent: boolean
}

export const ATTRIBUTES = [
  'group',
  'support',
  'relay',
  'bubble',
  'open',
  'position',
  'heading',
  'greeting',
  'name',
  'user',
  'token',
  'lang',
  'theme',
] as const

/** `home`: where this script came from. */
export function settingsOf(element: HTMLElement, home: string): Settings {
  const said = (name: (typeof ATTRIBUTES)[number]) => element.getAttribute(name)?.trim() ?? ''
  const theme = said('theme')
  const spoken = element.closest('[lang]')?.getAttribute('lang') ?? ''
  return {
    group: said('group'),
    support: said('support'),
    relay: originOf(said('relay'), home),
    isBubble: element.hasAttribute('bubble'),
    isOpen: element.hasAttribute('open'),
    corner: said('position') === 'start' ? 'start' : 'end',
    heading: said('heading'),
    greeting: said('greeting') === '' ? undefined : said('greeting'),
    name: said('name'),
    user: said('user'),
    languages: [...(spoken === '' ? [] : [spoken]), ...navigator.languages],
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    hasAccent: getComputedStyle(element).getPropertyValue('--parley-accent').trim() !== '',
  }
}

/** What is no address is taken for none. */
function originOf(relay: string, home: string): string {
  return URL.canParse(relay, home) ? new URL(relay, home).origin : new URL(home).origin
}

/** Under which name this browser keeps what it has from that relay, beside whatever else the page keeps. */
export function keptAsOf(relay: string): string {
  return `parley@${new URL(relay).host}`
}
