/** Groups that travel by file. "fixed": tests rely on it. */
import { count } from '../locale.ts'

export const fileTexts = {
  files: {
    title: 'This group as a file',
    saveHint:
      'Everything you have of it, also what is not sent yet, sealed. Members open it in Parley on their devices, without any network; whoever else finds it cannot read it.',
    saveOpenHint:
      'Everything you have of it, also what is not sent yet. This group is open, not encrypted: whoever finds the file can read it.',
    save: 'Save to a file…', // fixed
    share: 'Share the file…',
    saving: 'Putting the file together…',
    saved: 'The file is ready.', // fixed
    saveFailed: 'The group could not be read whole from this device. Please try again.',
    open: 'Open a group file…', // fixed
    openTitle: 'Open a group file',
    openHint:
      'What is new in the file joins what you have here. To come in by a file, open the group’s invite link first, then the file.',
    choose: 'Choose a file', // fixed
    another: 'Another file',
    opening: 'Looking through the file…',
    openFailed: 'What is in the file could not be kept on this device. Please try again.',
    show: 'Show the group', // fixed
    taken: (n: number, group: string) =>
      count(n, `One new message in ${group}.`, `# new messages in ${group}.`), // fixed
    noMessages: (group: string) => `${group} is up to date with the file. No message was new.`, // fixed
    nothingNew: (group: string) => `You already had everything of ${group} that is in this file.`, // fixed
    partly: 'Something in the file did not come from members, and was left out.',
    outcomes: {
      'not-here':
        'This file is of a group that you are not in on this device. Open its invite link first, then the file.', // fixed
      foreign: 'This is not a group’s file from Parley.', // fixed
      damaged:
        'This file is damaged: its end is missing, or it was changed on the way. Nothing of it was taken.', // fixed
      newer: 'This file was made by a newer Parley. Update Parley here, then open it again.',
      'too-large': 'This file is larger than any group’s file may be. Nothing of it was taken.',
    },
  },
} as const
