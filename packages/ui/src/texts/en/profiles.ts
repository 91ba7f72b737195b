/** Profiles of people and groups: pictures, statuses, descriptions, colours. "fixed": tests rely on it. */
import { count } from '../locale.ts'

export const profileTexts = {
  profile: {
    title: 'Your profile',
    groupTitle: 'Group profile',
    picture: 'Your picture',
    groupPicture: 'Group picture',
    pictureHint:
      'Choose a file, or drop or paste one here. It is made small on this device before it is sent.',
    choose: 'Choose a picture', // fixed
    change: 'Change picture',
    takeAway: 'Remove picture',
    faults: {
      kind: 'This kind of file cannot be used. Choose a JPEG, PNG, WebP, GIF or AVIF picture.',
      large: 'This file is larger than 40 MB. Choose a smaller one.',
      unreadable: 'This file cannot be read as a picture. Choose another one.',
      none: 'That was no file. Choose a picture from your device.',
      failed: 'That could not be kept on this device. Please try again.',
    },
    status: 'Status', // fixed
    statusHint: (n: number) => `One line of up to ${n} characters, seen in every group.`,
    statusTooLong: (n: number) => `That is too long: up to ${n} characters fit.`,
    saveStatus: 'Save status', // fixed
    description: 'Description', // fixed
    descriptionHint: 'What this group is about. Everyone in it sees it.',
    saveDescription: 'Save description', // fixed
    accent: 'Colour',
    accentHint: 'For you alone, on all your devices.',
    accentNone: 'Automatic',
    accents: ['Brown', 'Blue', 'Plum', 'Green', 'Violet', 'Pink'],
    open: (name: string) => `About ${name}`, // fixed
    gone: 'Not in this group any more.',
    known: {
      yes: 'You have compared codes: it is them.',
      no: 'You have not compared codes yet.',
      changed: 'Their identity is another one than before.',
    },
    came: {
      founded: (when: string) => `Made this group: ${when}`,
      link: (when: string, by: string) => `Came by a link of ${by}: ${when}`,
      'let-in': (when: string, by: string) => `Let in by ${by}: ${when}`,
      added: (when: string, by: string) => `Added by ${by}: ${when}`,
    },
    common: (n: number) => count(n, 'One more group in common', '# more groups in common'),
    mention: 'Mention', // fixed
    edit: 'Edit your profile',
  },
}
