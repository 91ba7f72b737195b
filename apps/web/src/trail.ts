/**
 * The way back. Each entry of the browser's history notes which path it was opened from, so that a
 * button that closes something can go back to it instead of adding to the history, and the platform's
 * own back gesture always does what the screen's button does.
 */
interface Entry {
  /** null: opened from outside the app. */
  readonly before: string | null
}

export interface Trail {
  /** For the entry that is about to be made. */
  entryFor(how: { readonly replace: boolean }): Entry
  /** The path this entry was opened from. */
  before(): string | null
}

/** Follows links too, which make entries by themselves. It lives as long as the page. */
export function followTrail(): Trail {
  let last = pathNow()
  if (!isEntry(history.state)) note({ before: null })
  addEventListener('hashchange', () => {
    if (!isEntry(history.state)) note({ before: last })
    last = pathNow()
  })
  const before = () => (isEntry(history.state) ? history.state.before : null)
  return {
    before,
    entryFor: ({ replace }) => ({ before: replace ? before() : pathNow() }),
  }
}

function note(entry: Entry): void {
  history.replaceState(entry, '')
}

function pathNow(): string {
  return location.hash.replace(/^#?\/?/, '/')
}

/** Untrusted: other versions of the app wrote there, too. */
function isEntry(state: unknown): state is Entry {
  if (typeof state !== 'object' || state === null || !('before' in state)) return false
  return state.before === null || typeof state.before === 'string'
}
