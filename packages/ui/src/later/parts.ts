/** The parts of the later script, as components. What each is given is in part-props.ts. */
import { laterPart } from './later-part.tsx'

export const InvitedScreen = laterPart('InvitedScreen')
export const TakeLinkScreen = laterPart('TakeLinkScreen')
export const RecoverScreen = laterPart('RecoverScreen')
export const SettingsScreen = laterPart('SettingsScreen')
export const MentionsScreen = laterPart('MentionsScreen')
export const AboutPane = laterPart('AboutPane')
export const MentionsPane = laterPart('MentionsPane')
export const PinsPane = laterPart('PinsPane')
export const ThreadPane = laterPart('ThreadPane')
export const ThreadsPane = laterPart('ThreadsPane')

const isDialog = true
export const CatchUpDialog = laterPart('CatchUpDialog', { isDialog })
export const CompareDialog = laterPart('CompareDialog', { isDialog })
export const DeleteDialog = laterPart('DeleteDialog', { isDialog })
export const ForwardDialog = laterPart('ForwardDialog', { isDialog })
export const HelpSheet = laterPart('HelpSheet', { isDialog })
export const InviteDialog = laterPart('InviteDialog', { isDialog })
export const JoinDialog = laterPart('JoinDialog', { isDialog })
export const MessageSheet = laterPart('MessageSheet', { isDialog })
export const NewGroupDialog = laterPart('NewGroupDialog', { isDialog })
export const Palette = laterPart('Palette', { isDialog })
export const WhoHasDialog = laterPart('WhoHasDialog', { isDialog })

export const Departed = laterPart('Departed')
export const EmojiChoice = laterPart('EmojiChoice', { isDialog })
export const LinkEndedLine = laterPart('LinkEndedLine')
export const LinkEndedScreen = laterPart('LinkEndedScreen')
export const MessageMenu = laterPart('MessageMenu', { isDialog })
export const TurnedAwayScreen = laterPart('TurnedAwayScreen')
export const WaitingScreen = laterPart('WaitingScreen')
