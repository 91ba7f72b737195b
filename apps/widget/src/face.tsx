/** The first script: the frame, and what stands in it until the conversation is here. */
import {
  DeskGreeting,
  EarlyComposer,
  EmbeddedFrame,
  EmbeddedNotice,
  guestName,
  SignInRefused,
  speakFirstOf,
  VisitorCard,
  WhoseIsUnknown,
} from '@parley/ui'
import '@parley/ui/elements.css'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { breath } from './leisure.ts'
import { hasUsers, nobody } from './nobody.ts'
import './root.css'
import type { Settings } from './settings.ts'
import { Visit } from './visit.ts'
import { usersKey } from './visitor.ts'

const fetchSigning = () => import('./open-signing.ts')

/** All that the element needs of it. */
export const script = { fetchSigning, hasUsers, newFace, nobody, speakFirstOf, usersKey, Visit }

export interface Face {
  readonly visit: Visit
  readonly settings: Settings
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
}

function newFace(place: HTMLElement) {
  const root = createRoot(place)
  return {
    draw: (face: Face) => root.render(<Drawn {...face} />),
    remove: () => root.unmount(),
  }
}

function Drawn({ visit, settings, isOpen, onToggle }: Face) {
  const shown = useSyncExternalStore(visit.subscribe, visit.get, visit.get)
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  const hasFrame = useFrameFirst()
  useEffect(() => visit.look(isOpen), [visit, isOpen, shown.stage.state])
  const { stage, title, unreadCount, isRefused } = shown
  const Status = stage.state === 'here' ? stage.talk.Status : undefined
  return (
    <EmbeddedFrame
      title={settings.heading === '' ? title : settings.heading}
      below={
        <>
          {Status !== undefined && <Status />}
          <SignInRefused isRefused={isRefused} />
        </>
      }
      bubble={
        settings.isBubble ? { isOpen, unreadCount, corner: settings.corner, onToggle } : undefined
      }
      stage={stage.state}
    >
      {wasOpen && hasFrame && <Inside visit={visit} settings={settings} />}
    </EmbeddedFrame>
  )
}

/** What is in the frame is drawn in a task of its own: the page may answer between the two. */
function useFrameFirst(): boolean {
  const [hasFrame, setFrame] = useState(false)
  useEffect(() => {
    let isGone = false
    void breath().then(() => isGone || setFrame(true))
    return () => {
      isGone = true
    }
  }, [])
  return hasFrame
}

function Inside({ visit, settings }: Pick<Face, 'visit' | 'settings'>) {
  const { stage, typed } = useSyncExternalStore(visit.subscribe, visit.get, visit.get)
  const [isBusy, setBusy] = useState(false)
  const isEarly = stage.state === 'coming' || (stage.state === 'here' && isBusy)
  if (isEarly)
    return (
      <EarlyComposer
        isAway={stage.state === 'coming' && stage.isAway}
        waiting={typed}
        draft={visit.draft}
        above={visit.isNewcomer && <DeskGreeting greeting={settings.greeting} />}
        onDraft={(text) => visit.setDraft(text)}
        onSend={(text) => visit.send(text)}
        onBusy={setBusy}
      />
    )
  switch (stage.state) {
    case 'unknown':
      return <WhoseIsUnknown isAway={stage.isAway} />
    case 'asking':
      return (
        <VisitorCard
          greeting={settings.greeting}
          onName={(name) => visit.enter(name)}
          newGuestName={guestName}
        />
      )
    case 'here':
      return <stage.talk.Conversation />
    case 'fault':
      return (
        <EmbeddedNotice
          fault={stage.fault}
          onAgain={stage.mayHelp ? () => visit.again() : undefined}
        />
      )
  }
}
