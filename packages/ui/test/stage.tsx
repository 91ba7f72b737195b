/** Puts the app on the page of a browser test, over a Parley in memory. */
import { type Erase, type Host, ParleyApp, type Place } from '../src/index.ts'
import '../src/later/contents.ts' // fetched one by one here, it would come long after it is asked for
import '../src/styles/base.css'
import type { GroupId } from '@parley/react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { FakeParley } from './parley.fake.ts'

/** Returns a way to take it down again. */
export function showApp(
  parley: FakeParley,
  first: Place = { screen: 'groups' },
  onErase?: Erase,
  host?: Host,
): () => void {
  const element = document.createElement('div')
  document.body.append(element)
  const root = createRoot(element)
  const around = {
    ...(onErase === undefined ? {} : { onErase }),
    ...(host === undefined ? {} : { host }),
  }
  root.render(<Stage parley={parley} first={first} {...around} />)
  return () => {
    root.unmount()
    element.remove()
  }
}

interface StageProps {
  readonly parley: FakeParley
  readonly first: Place
  readonly onErase?: Erase
  readonly host?: Host
}

function Stage({ first, ...app }: StageProps) {
  const [place, setPlace] = useState(first)
  const [navigation] = useState(() => ({
    go: (next: Place) => setPlace(next),
    hrefOf: () => '#',
    close: (to: Place) => setPlace(to),
    back: (otherwise: Place) => setPlace(otherwise),
  }))
  return <ParleyApp {...app} place={place} navigation={navigation} />
}

export function groupPlace(id: GroupId): Place {
  return { screen: 'group', group: id }
}
