/**
 * The parts of the screen that come after the first one, by name, and what each is given. Only types, so
 * that whoever draws a part need not know the file it is in.
 */
import type {
  EndedLink,
  Group,
  GroupId,
  GroupInfo,
  GroupPerson,
  MessageKey,
  PersonId,
  ShownMessage,
} from '@parley/react'
import type { RefObject } from 'react'
import type { PaneSizes } from '../shell/pane-widths.ts'
import type { GroupPlace } from '../shell/places.ts'

interface Dialog {
  readonly onClose: () => void
}
export interface NamedPerson {
  readonly person: PersonId
  readonly name: string
}
/** As they were called where they were pressed: they may have left since. */
export type LookedPerson = NamedPerson
interface SidePart {
  readonly place: GroupPlace
  readonly sizes: PaneSizes
}
interface AllActs extends Dialog {
  readonly message: ShownMessage
  readonly beside: HTMLElement
}
interface LinkEnded {
  readonly group: Group
  readonly ended: EndedLink
}
interface Departure {
  readonly group: Group
  readonly info: GroupInfo
}
interface AnnounceToggle {
  readonly isOn: boolean
  readonly onToggle: () => void
}
interface ConnectionCard extends Dialog {
  readonly beside: HTMLElement
  readonly group?: Group | undefined
}
interface FormatTools {
  readonly id: string
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly onClose: () => void
}
interface EmojiChoice extends Dialog {
  readonly beside: HTMLElement
  readonly onChoose: (emoji: string) => void
  /** All of them, without asking for more. */
  readonly isWhole?: boolean
}

/** In the place of the conversation, or beside it. */
interface PlaceProps {
  readonly BoardScreen: { readonly group: GroupId }
  readonly ClassScreen: object
  readonly InvitedScreen: object
  readonly TakeLinkScreen: { readonly code: string }
  readonly RecoverScreen: object
  readonly SettingsScreen: object
  readonly InboxScreen: { readonly team: GroupId }
  readonly MentionsScreen: object
  readonly AboutPane: SidePart
  readonly AnnouncementsPane: SidePart
  readonly MentionsPane: SidePart
  readonly PinsPane: SidePart
  readonly QuestionsPane: SidePart
  readonly ThreadPane: SidePart & { readonly root: MessageKey }
  readonly ThreadsPane: SidePart
}

/** In front of everything. */
interface DialogProps {
  readonly CatchUpDialog: Dialog
  readonly ConnectionCard: ConnectionCard
  readonly CompareDialog: Dialog & { readonly group: Group; readonly person: GroupPerson }
  readonly DayDialog: Dialog & { readonly group: GroupId; readonly dayAt?: number | undefined }
  readonly DeleteDialog: Dialog & { readonly asked: ShownMessage; readonly onDelete: () => void }
  readonly FileDialog: Dialog & { readonly file?: File | undefined }
  readonly ForgetDialog: Dialog & { readonly group: Group }
  readonly ForwardDialog: Dialog & {
    readonly message: ShownMessage
    readonly onDone: (said: string) => void
  }
  readonly HelpSheet: Dialog
  readonly InviteDialog: Dialog & { readonly group: Group }
  readonly LeaveDialog: Dialog & { readonly group: Group }
  readonly JoinDialog: Dialog & { readonly onFile?: (() => void) | undefined }
  readonly MessageSheet: AllActs
  readonly NewGroupDialog: Dialog
  readonly Palette: Dialog
  readonly PersonCard: Dialog & { readonly group: Group; readonly looked: LookedPerson }
  readonly WhoHasDialog: Dialog & { readonly group: Group; readonly message: ShownMessage }
}

/** Inside of what is on the screen already. */
interface PieceProps {
  readonly AnnounceToggle: AnnounceToggle
  readonly AuthorMark: NamedPerson
  readonly Departed: Departure
  readonly EmojiChoice: EmojiChoice
  readonly FormatTools: FormatTools
  readonly HoldHint: Dialog & { readonly of: 'message' | 'row' }
  readonly LessonLine: { readonly group: Group }
  readonly LinkEndedLine: LinkEnded
  readonly LinkEndedScreen: LinkEnded
  readonly MessageMenu: AllActs
  readonly TalkStrip: { readonly group: Group }
  readonly TurnedAwayScreen: Departure
  readonly WaitingScreen: { readonly group: Group; readonly isLockedOut: boolean }
}

export type PartProps = PlaceProps & DialogProps & PieceProps
