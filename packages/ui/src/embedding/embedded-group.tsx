/**
 * One group in a page that is not ours: its conversation and what stands beside it, one at a time. There is
 * no list of groups and no address, and no key is heard but those pressed in here.
 */
import { ParleyProvider, useAccent, type GroupId, type Parley } from '@parley/react'
import { use, useCallback, useMemo, useState, type RefCallback } from 'react'
import { ModalHost } from '../controls/modal.tsx'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import { useLanguage } from '../language/use-language.ts'
import { LaterContext } from '../later/later-script.ts'
import { useReadyPlace } from '../later/use-ready-place.ts'
import { PersonCards } from '../profiles/person-cards.tsx'
import { Beside } from '../shell/beside.tsx'
import { usePaneWidths } from '../shell/pane-widths.ts'
import {
  AloneContext,
  NavigationContext,
  PlaceContext,
  type GroupPlace,
  type Navigation,
  type Place,
} from '../shell/places.ts'
import { RevealingContext, useNewRevealing } from '../shell/revealing.ts'
import styles from './embedded-group.module.css'
import { embeddedScript } from './embedded-script.ts'
import { InnerKeys } from './inner-keys.tsx'

interface EmbeddedGroupProps {
  readonly parley: Parley
  readonly id: GroupId
}

export function EmbeddedGroup({ parley, id }: EmbeddedGroupProps) {
  useLanguage()
  return (
    <ParleyProvider parley={parley}>
      <AloneContext value>
        <LaterContext value={embeddedScript}>
          <ModalHost>
            <InnerKeys>
              <Placed key={id} id={id} />
            </InnerKeys>
          </ModalHost>
        </LaterContext>
      </AloneContext>
    </ParleyProvider>
  )
}

function Placed({ id }: { id: GroupId }) {
  const [wanted, setWanted] = useState<GroupPlace>({ screen: 'group', group: id })
  const navigation = useMemo(() => navigationWithin(id, setWanted), [id])
  const ready = useReadyPlace(wanted)
  const place = ready?.screen === 'group' ? ready : wanted
  return (
    <NavigationContext value={navigation}>
      <PlaceContext value={place}>
        <Within place={place} />
      </PlaceContext>
    </NavigationContext>
  )
}

function Within({ place }: { place: GroupPlace }) {
  const { group, side } = place
  const revealing = useNewRevealing()
  const sizes = usePaneWidths()
  const accent = useAccent(group)
  const fetchedWhenNear = useFetchedWhenNear()
  return (
    <RevealingContext value={revealing}>
      <div ref={fetchedWhenNear} className={styles['group']} data-side={side?.pane}>
        <div className={styles['main']} data-accent={accent}>
          <PersonCards id={group}>
            <ConversationPane id={group} />
          </PersonCards>
        </div>
        {side !== undefined && (
          <PersonCards id={group}>
            <Beside place={place} sizes={sizes} />
          </PersonCards>
        )}
      </div>
    </RevealingContext>
  )
}

/** What acts on a message comes when somebody gets near one, so that it is there, also offline, when they act. */
function useFetchedWhenNear(): RefCallback<HTMLElement> {
  const script = use(LaterContext)
  return useCallback(
    (group) => {
      const onNear = ({ target }: Event) => {
        const isNear = target instanceof Element && target.closest('article') !== null
        if (isNear && script.get().state === 'away') script.fetch()
      }
      for (const type of NEARING) group?.addEventListener(type, onNear, { passive: true })
      return () => {
        for (const type of NEARING) group?.removeEventListener(type, onNear)
      }
    },
    [script],
  )
}

const NEARING = ['pointermove', 'pointerdown', 'focusin'] as const

/** Whatever leads elsewhere leads nowhere: what would ask for it is not offered. */
function navigationWithin(id: GroupId, go: (place: GroupPlace) => void): Navigation {
  const goWithin = (place: Place) => {
    if (place.screen === 'group' && place.group === id) go(place)
  }
  return { go: goWithin, close: goWithin, back: goWithin, hrefOf: () => '#' }
}
