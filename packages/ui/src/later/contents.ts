/** What the later script holds. Whatever a first screen draws is not in here: it would be in both. */
import { AboutPane } from '../about/about-pane.tsx'
import { CatchUpDialog } from '../catching-up/catch-up-dialog.tsx'
import { WhoHasDialog } from '../catching-up/who-has-dialog.tsx'
import { AnnounceToggle } from '../classroom/announce-toggle.tsx'
import { AnnouncementsPane } from '../classroom/announcements-pane.tsx'
import { BoardScreen } from '../classroom/board-screen.tsx'
import { ClassScreen } from '../classroom/class-screen.tsx'
import { LessonLine } from '../classroom/lesson-line.tsx'
import { QuestionsPane } from '../classroom/questions-pane.tsx'
import { HelpSheet } from '../commands/help-sheet.tsx'
import { Palette } from '../commands/palette.tsx'
import { ConnectionCard } from '../connection/connection-card.tsx'
import { DayDialog } from '../conversation/day-dialog.tsx'
import { DeleteDialog } from '../conversation/delete-dialog.tsx'
import { Departed, TurnedAwayScreen } from '../conversation/departed.tsx'
import { EmojiChoice } from '../conversation/emoji-choice.tsx'
import { ForgetDialog } from '../conversation/forget-dialog.tsx'
import { FormatTools } from '../conversation/format-tools.tsx'
import { HoldHint } from '../conversation/hold-hint.tsx'
import { MessageMenu } from '../conversation/message-menu.tsx'
import { MessageSheet } from '../conversation/message-sheet.tsx'
import { FileDialog } from '../files/file-dialog.tsx'
import { InboxScreen } from '../desk/inbox-screen.tsx'
import { TalkStrip } from '../desk/talk-strip.tsx'
import { ForwardDialog } from '../forwarding/forward-dialog.tsx'
import { NewGroupDialog } from '../groups/new-group-dialog.tsx'
import { InviteDialog } from '../inviting/invite-dialog.tsx'
import { InvitedScreen } from '../joining/invited-screen.tsx'
import { JoinDialog } from '../joining/join-dialog.tsx'
import { LinkEndedLine, LinkEndedScreen } from '../joining/link-ended.tsx'
import { TakeLinkScreen } from '../linking/take-link-screen.tsx'
import { MentionsPane, MentionsScreen } from '../mentions/mentions-views.tsx'
import { AuthorMark } from '../signing-in/site-marks.tsx'
import { SettingsScreen } from '../own/settings-screen.tsx'
import { LeaveDialog } from '../people/leave-dialog.tsx'
import { PinsPane } from '../pins/pins-pane.tsx'
import { PersonCard } from '../profiles/person-card.tsx'
import { RecoverScreen } from '../recovering/recover-screen.tsx'
import { ThreadPane } from '../threads/thread-pane.tsx'
import { ThreadsPane } from '../threads/threads-pane.tsx'
import { CompareDialog } from '../verifying/compare-dialog.tsx'
import { WaitingScreen } from '../waiting/waiting-screen.tsx'
import type { Contents } from './later-script.ts'

export { rest } from '../texts/steps/rest.ts'

export const contents: Contents = {
  AboutPane,
  AnnounceToggle,
  AnnouncementsPane,
  AuthorMark,
  BoardScreen,
  CatchUpDialog,
  ClassScreen,
  CompareDialog,
  ConnectionCard,
  DayDialog,
  DeleteDialog,
  Departed,
  EmojiChoice,
  FileDialog,
  ForgetDialog,
  ForwardDialog,
  FormatTools,
  HelpSheet,
  HoldHint,
  InboxScreen,
  InviteDialog,
  InvitedScreen,
  JoinDialog,
  LeaveDialog,
  LessonLine,
  LinkEndedLine,
  LinkEndedScreen,
  MentionsPane,
  MentionsScreen,
  MessageMenu,
  MessageSheet,
  NewGroupDialog,
  Palette,
  PersonCard,
  PinsPane,
  QuestionsPane,
  RecoverScreen,
  SettingsScreen,
  TakeLinkScreen,
  TalkStrip,
  ThreadPane,
  ThreadsPane,
  TurnedAwayScreen,
  WaitingScreen,
  WhoHasDialog,
}
