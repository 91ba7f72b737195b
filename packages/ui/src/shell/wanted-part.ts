/**
 * A part of a screen that was asked for by name, as in the palette: once it is drawn it is scrolled to,
 * and its first field has focus; where it has none, its heading.
 */
import {
  createContext,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react'

/** Of one's own settings. */
export type SettingsPart =
  | 'profile'
  | 'status'
  | 'language'
  | 'theme'
  | 'devices'
  | 'phrase'
  | 'storage'
  | 'presence'

/** Of what stands about a group beside its conversation: its tabs, the switch that keeps it quiet, and who its site is. */
export type AboutPart = 'people' | 'rules' | 'log' | 'quiet' | 'site'

export type Part = SettingsPart | AboutPart

export interface WantedPart {
  readonly wanted: Part | undefined
  readonly want: (part: Part) => void
  /** It has focus now. */
  readonly take: () => void
}

export const WantedPartContext = createContext<WantedPart>({
  wanted: undefined,
  want: () => undefined,
  take: () => undefined,
})

/** For the shell, which holds it. */
export function useNewWantedPart(): WantedPart {
  const [wanted, setWanted] = useState<Part>()
  return useMemo(() => ({ wanted, want: setWanted, take: () => setWanted(undefined) }), [wanted])
}

/** Where the part is drawn. */
export function usePart<Place extends HTMLElement>(
  part: Part | undefined,
): RefObject<Place | null> {
  const place = useRef<Place>(null)
  const { wanted, take } = use(WantedPartContext)
  const isWanted = part !== undefined && wanted === part
  const onWanted = useEffectEvent(() => {
    if (place.current !== null) lead(place.current)
    take()
  })
  useEffect(() => {
    if (isWanted) onWanted()
  }, [isWanted])
  return place
}

/** Of radio buttons the one that is chosen, as the Tab key would have it. */
const FIELDS = 'input:not([type="file"], [type="radio"]:not(:checked)), select, textarea'

/** Only what scrolls around it is moved, never the window of the app. */
function lead(place: HTMLElement): void {
  const target =
    place.querySelector<HTMLElement>(FIELDS) ?? place.querySelector<HTMLElement>('h2, h3')
  const scroller = scrollerOf(place)
  const above = Number.parseFloat(getComputedStyle(place).scrollMarginBlockStart)
  const top = scroller?.getBoundingClientRect().top ?? 0
  scroller?.scrollBy({ top: place.getBoundingClientRect().top - top - above })
  target?.focus({ preventScroll: true })
}

function scrollerOf(place: HTMLElement): HTMLElement | undefined {
  for (let one = place.parentElement; one !== null; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one
  return undefined
}
