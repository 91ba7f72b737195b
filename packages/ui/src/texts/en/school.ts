/** The words of a school, for a group that is a class: each stands in the place of the text of the same name. */
export const schoolTexts = {
  inClass: {
    roles: {
      founder: 'Class teacher',
      owner: 'Teacher',
      admin: 'Deputy teacher',
      moderator: 'Assistant',
      member: 'Student', // fixed
    },
    roleMeans: {
      founder: 'Began the class and cannot be removed.',
      owner: 'Sets the rules of the class and makes deputies.',
      moderator: 'Calls on students, lets in, mutes, removes, and deletes what others wrote.',
      guest: 'Reads. Writes only where the class allows it.',
    },
    group: { tabList: 'About this class' },
    people: {
      list: 'People in this class',
      remove: 'Remove from class', // fixed
      notAllowed: 'The rules of this class do not let you do that any more.',
    },
    removing: { title: (name: string) => `Remove ${name} from the class?` },
    leaving: {
      open: 'Leave class',
      title: 'Leave this class?',
      founder:
        'You began this class, so you stay in it: somebody must always be able to lead it. You can keep it quiet for yourself, or lock it so that only teachers and assistants write.',
      ownerAlone: 'Nobody else teaches this class: after you leave, nobody can change its rules.',
    },
    secondOwner: {
      title: 'Add a second teacher',
      hint: 'You alone teach this class. If your devices are lost, nobody can change its rules. Choose somebody you trust.',
      dialogTitle: 'Who should teach the class with you?',
      dialogHint:
        'Teachers change the rules and make deputies. You can give them another role at any time.',
      make: 'Make teacher',
    },
    rules: {
      name: 'Class name',
      quietForMe: 'Keep this class silent for me',
      announcementsHint:
        'Teachers and assistants write. Everyone else can react, and answer in threads.',
      slowHint: 'How long a student waits between two posts. Teachers and assistants do not wait.',
      lock: 'Lock the class',
      locked: 'Class locked',
      lockHint: 'Only teachers and assistants write or react, and links let nobody in.',
      readOnly: 'Only teachers change these.',
    },
    bars: {
      muted: 'You are muted until a teacher or an assistant unmutes you',
      announcementsHint:
        'Teachers and assistants write. Everyone else can react, and answer in threads.',
      locked: 'This class is locked',
      lockedHint: 'Teachers and assistants write here for now. You can go on reading.',
      guestHint: 'Guests read here. To write, ask a teacher to make you a student.',
    },
    states: {
      left: 'You left this class',
      removed: (by: string) => `${by} removed you from this class`,
      removedUnknown: 'You were removed from this class',
      forgetTitle: 'Remove this class from this device?',
      closed: 'The relay no longer takes part in this class for you',
    },
    log: {
      found: (by: string) => `${by} began the class`,
      name: (by: string, name: string) => `${by} named the class “${name}”`,
      picture: (by: string) => `${by} changed the picture of the class`,
      pictureGone: (by: string) => `${by} took the picture of the class away`,
      a: {
        founder: 'the class teacher',
        owner: 'a teacher',
        admin: 'a deputy teacher',
        moderator: 'an assistant',
        member: 'a student',
      },
      changes: { lockedOn: 'locked the class', lockedOff: 'unlocked the class' },
    },
    waiting: {
      lockedTitle: 'This class is locked',
      lockedHint:
        'Nobody can ask to come in for now. Your request goes out by itself once it is unlocked, and whoever teaches answers it.',
      screenHint:
        'Your teacher lets people in, one by one. You can close this page: you come in by yourself once they have said yes and you and they have been online since.',
    },
    invite: {
      warning: 'Whoever holds this link can read the class, all of it. Share it with care.',
      warningApproval: 'Who opens this link waits until a teacher or an assistant lets them in.',
      approveHint: 'Who opens the link waits until you or an assistant lets them in.',
    },
    commands: { quiet: 'Keep this class silent for me…' },
    marking: { quiet: 'Keep silent for me', loud: 'No longer silent for me' },
    conversation: { beginning: 'This is the beginning of the class.' },
    threads: { list: 'Threads of this class' },
    pins: { list: 'Pinned in this class' },
    profile: {
      groupTitle: 'Class profile',
      groupPicture: 'Class picture',
      descriptionHint: 'What this class is about. Everyone in it sees it.',
      gone: 'Not in this class any more.',
      came: { founded: (when: string) => `Began this class: ${when}` },
    },
  },
} as const
