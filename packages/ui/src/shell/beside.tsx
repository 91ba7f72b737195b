/** What stands beside a conversation, as its place says. */
import {
  AboutPane,
  AnnouncementsPane,
  MentionsPane,
  PinsPane,
  QuestionsPane,
  ThreadPane,
  ThreadsPane,
} from '../later/parts.ts'
import type { PaneSizes } from './pane-widths.ts'
import type { GroupPlace } from './places.ts'

export function Beside({ place, sizes }: { place: GroupPlace; sizes: PaneSizes }) {
  const { side } = place
  switch (side?.pane) {
    case 'thread':
      return <ThreadPane place={place} root={side.root} sizes={sizes} />
    case 'threads':
      return <ThreadsPane place={place} sizes={sizes} />
    case 'pins':
      return <PinsPane place={place} sizes={sizes} />
    case 'mentions':
      return <MentionsPane place={place} sizes={sizes} />
    case 'announcements':
      return <AnnouncementsPane place={place} sizes={sizes} />
    case 'questions':
      return <QuestionsPane place={place} sizes={sizes} />
    case 'about':
    case undefined:
      return <AboutPane place={place} sizes={sizes} />
  }
}
