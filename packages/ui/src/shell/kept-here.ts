/**
 * A small setting of this device's screen, such as the width of a pane: worth keeping, never missed.
 * Where the browser keeps nothing it lasts as long as the page.
 */

export interface KeptHere {
  get(): string | undefined
  set(value: string | undefined): void
  /** Hears of what other windows of this browser set, too. */
  subscribe(onChange: () => void): () => void
}

export function keptHere(name: string): KeptHere {
  let held: { readonly value: string | undefined } | undefined
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listen of listeners) listen()
  }
  const onElsewhere = ({ key }: StorageEvent) => {
    // null: all of it was cleared.
    if (key !== name && key !== null) return
    held = undefined
    tell()
  }
  return {
    get() {
      held ??= { value: read(name) }
      return held.value
    },
    set(value) {
      held = { value }
      write(name, value)
      tell()
    },
    subscribe(onChange) {
      if (listeners.size === 0) addEventListener('storage', onElsewhere)
      listeners.add(onChange)
      return () => {
        listeners.delete(onChange)
        if (listeners.size === 0) removeEventListener('storage', onElsewhere)
      }
    },
  }
}

/** A browser that blocks storage throws. */
function read(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

function write(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
  } catch {
    // Then it lasts as long as the page.
  }
}
