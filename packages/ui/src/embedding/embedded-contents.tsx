/**
 * The later script of a group in a page that is not ours: the acts on a message, threads and pins, and why one
 * may not come in. What hardly any visitor ever opens is fetched when they do.
 */
import type { ComponentType } from 'react'
import { WhoHasDialog } from '../catching-up/who-has-dialog.tsx'
import { DayDialog } from '../conversation/day-dialog.tsx'
import { DeleteDialog } from '../conversation/delete-dialog.tsx'
import { Departed, TurnedAwayScreen } from '../conversation/departed.tsx'
import { EmojiChoice } from '../conversation/emoji-choice.tsx'
import { MessageMenu } from '../conversation/message-menu.tsx'
import { MessageSheet } from '../conversation/message-sheet.tsx'
import { LinkEndedLine, LinkEndedScreen } from '../joining/link-ended.tsx'
import { laterPart } from '../later/later-part.tsx'
import { type Contents, LaterContext } from '../later/later-script.ts'
import { laterScript } from '../later/own-later-script.ts'
import type { PartProps } from '../later/part-props.ts'
import { PinsPane } from '../pins/pins-pane.tsx'
import { PersonCard } from '../profiles/person-card.tsx'
import { AuthorMark } from '../signing-in/site-marks.tsx'
import { ThreadPane } from '../threads/thread-pane.tsx'
import { WaitingScreen } from '../waiting/waiting-screen.tsx'

export { acts } from '../texts/steps/acts.ts'

const isDialog = true

export const contents: Contents = {
  AboutPane: ofAll('AboutPane'),
  AnnounceToggle: ofAll('AnnounceToggle'),
  AnnouncementsPane: ofAll('AnnouncementsPane'),
  AuthorMark,
  BoardScreen: ofAll('BoardScreen'),
  CatchUpDialog: ofAll('CatchUpDialog', { isDialog }),
  ClassScreen: ofAll('ClassScreen'),
  CompareDialog: ofAll('CompareDialog', { isDialog }),
  ConnectionCard: ofAll('ConnectionCard', { isDialog }),
  DayDialog,
  DeleteDialog,
  Departed,
  EmojiChoice,
  FileDialog: ofAll('FileDialog', { isDialog }),
  ForgetDialog: ofAll('ForgetDialog', { isDialog }),
  ForwardDialog: ofAll('ForwardDialog', { isDialog }),
  HelpSheet: ofAll('HelpSheet', { isDialog }),
  FormatTools: ofAll('FormatTools'),
  HoldHint: ofAll('HoldHint'),
  InboxScreen: ofAll('InboxScreen'),
  InviteDialog: ofAll('InviteDialog', { isDialog }),
  InvitedScreen: ofAll('InvitedScreen'),
  JoinDialog: ofAll('JoinDialog', { isDialog }),
  LeaveDialog: ofAll('LeaveDialog', { isDialog }),
  LessonLine: ofAll('LessonLine'),
  LinkEndedLine,
  LinkEndedScreen,
  MentionsPane: ofAll('MentionsPane'),
  MentionsScreen: ofAll('MentionsScreen'),
  MessageMenu,
  MessageSheet,
  NewGroupDialog: ofAll('NewGroupDialog', { isDialog }),
  Palette: ofAll('Palette', { isDialog }),
  PersonCard,
  PinsPane,
  QuestionsPane: ofAll('QuestionsPane'),
  RecoverScreen: ofAll('RecoverScreen'),
  SettingsScreen: ofAll('SettingsScreen'),
  TakeLinkScreen: ofAll('TakeLinkScreen'),
  TalkStrip: ofAll('TalkStrip'),
  ThreadPane,
  ThreadsPane: ofAll('ThreadsPane'),
  TurnedAwayScreen,
  WaitingScreen,
  WhoHasDialog,
}

/** From the script of everything. */
function ofAll<Name extends keyof PartProps>(
  name: Name,
  { isDialog: is = false }: { isDialog?: boolean } = {},
): ComponentType<PartProps[Name]> {
  const Part = laterPart(name, { isDialog: is })
  return function OfAll(props: PartProps[Name]) {
    return (
      <LaterContext value={laterScript}>
        <Part {...props} />
      </LaterContext>
    )
  }
}
