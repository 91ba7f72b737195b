/** A person's own matters: name, devices, recovery phrase, presence. "fixed": tests rely on it. */
import type { LinkFault, LinkingState } from '@parley/react'
import { count } from '../locale.ts'

export const ownTexts = {
  settings: {
    open: 'Settings', // fixed
    title: 'Settings',
    name: 'Your name', // fixed
    nameHint: 'The people you talk to see it, in every group.',
    saveName: 'Save name', // fixed
    saved: 'Saved',
    unchanged: 'Nothing has changed yet.',
    nameEmpty: 'A name is needed, any you like.',
    failed: 'That could not be kept on this device. Please try again.',
    presenceTitle: 'Presence',
    presence: 'Show when I am here and when I write', // fixed
    presenceHint: 'Seen by the people of a group while you have it open. Nothing of it is stored.',
    blockedTitle: 'Blocked people',
    blockedHint: 'What they write is folded away on your devices. Nobody is told.',
    unblock: 'Unblock',
    unblockName: (name: string) => `Unblock ${name}`,
    blockedUnknown: 'Someone in none of your groups',
  },

  devices: {
    title: 'Your devices',
    hint: 'Each has all your groups. Remove one that is lost or sold: nothing new reaches it then.',
    list: 'Your devices',
    isThis: 'This device',
    since: (when: string) => `added ${when}`,
    renameNamed: (name: string, when: string) => `Rename ${name}, added ${when}`,
    renameTitle: (name: string) => `Name of ${name}`,
    renameThisTitle: 'Name of this device',
    renameLabel: 'Device name', // fixed
    renameSave: 'Save',
    nameEmpty: 'A name is needed, so that you know which one it is.',
    remove: (name: string, when: string) => `Remove ${name}, added ${when}`, // fixed
    removeTitle: (name: string) => `Remove ${name}?`,
    removeWhich: (when: string) =>
      `The one that was added ${when}. It is not the device you are using now.`,
    removeHint:
      'It leaves all your groups, and nothing new reaches it. What is on it already stays on it. This cannot be undone: to use it again, choose “Delete this device’s data” on it, then link it anew.',
    removeButton: 'Remove', // fixed
    stolen: 'Was it stolen?',
    stolenHint:
      'With your recovery phrase the removal counts above whatever the thief does with that device, even if they remove yours.',
    stolenWords: 'Recovery phrase, if you have it at hand',
    isRemoved:
      'This device was removed by another of your devices. Nothing new reaches it. What is on it stays; to use it again, delete its data and link it anew.',
    unnamed: 'A device without a name',
    count: (n: number) => count(n, '# device', '# devices'),
    link: 'Link a device', // fixed
  },

  erasing: {
    open: 'Delete this device’s data', // fixed
    title: 'Delete all that Parley keeps in this browser?',
    hint: 'Your groups, everything that was said in them and who you are go from this browser, also what was not sent yet. This cannot be undone.',
    hintEmpty:
      'Who you are goes from this browser, with all that Parley keeps in it. This cannot be undone.',
    after: {
      removed: 'Your other devices keep everything. This one can then be linked anew.',
      recovered: 'You can then come back with the right words, or begin anew.',
      damaged:
        'You can then come back with another of your devices or your recovery phrase. Without them you begin as a new person.',
    },
    act: 'Delete', // fixed
    failed: 'It could not be deleted. Close the other tabs of Parley, then try again.',
  },

  linking: {
    title: 'Link a device',
    steps: [
      'Open Parley on the new device.',
      'Point its camera at this code. Or choose “I have Parley on another device” there and type the short code.',
      'Compare six digits, and it has all your groups.',
    ],
    shortCode: 'Short code',
    localhost:
      'The QR code leads to this computer only. On the new device open Parley by the address this computer has in your network, and type the short code there.',
    reachable: (address: string) =>
      `The new device reaches this computer at ${address}, where the QR code leads. Or open that there and type the short code.`,
    waiting: 'Waiting for the new device…',
    compareHint: 'Both devices show six digits. Are they the same?',
    digits: 'Digits to compare',
    same: 'They are the same', // fixed
    different: 'They differ', // fixed
    confirmed: 'Now say the same on the other device.',
    sending: 'Handing over your groups…',
    receiving: 'Say the same on the other device too; then your groups come here…',
    doneTitle: 'Linked',
    done: 'The new device has your groups. Older messages keep arriving there for a while.',
    doneNew: 'This device is yours now. Your groups are here; older messages keep arriving.',
    newName: 'Name of the new device', // fixed
    newNameHint: 'It is how you know it from your others. You can change it in Settings.',
    finish: 'Done', // fixed
    again: 'Try again',
    failedTitle: 'Not linked',
    failed: {
      cancelled: 'One of the devices stopped it. Nothing was handed over.',
      expired: 'It took too long. Nothing was handed over.',
      unanswered:
        'Nobody answered under this code. It may be mistyped, or the other device has closed the page. Nothing was handed over.',
      mismatch: 'The digits differed. Someone may have tried to step in: nothing was handed over.',
      'in-use':
        'Two devices were already using this code, or the new one is in use by someone. Nothing was handed over.',
      'no-relay':
        'The relay cannot be reached. Linking needs both devices to reach it; try again when they do.',
      'too-deep':
        'That device was itself linked through a long row of others. Link from one that has been yours for longer.',
      storage: 'This could not be kept on this device. Free some space, then try again.',
    } satisfies Record<Extract<LinkingState, { step: 'failed' }>['why'], string>,

    take: 'I have Parley on another device', // fixed
    takeTitle: 'Link this device',
    takeHint:
      'On the device that has your groups, open Settings and choose “Link a device”. It shows a QR code and a short code.',
    takeCode: 'Short code or link', // fixed
    takeGo: 'Continue', // fixed
    takeEmpty: 'The short code, or the link, is needed.',
    takeWaiting: 'Reaching the other device…',
    takeUnanswered:
      'Nobody answers under this code. Check it: it may be mistyped, or the other device has closed the page. Still trying…',
    takeOther: 'Change the code',
    faults: {
      'not-a-link': 'That is not a code for linking a device. Look at the other device once more.',
      'newer-version': 'The other device runs a newer Parley. Reload this page, then try again.',
      'device-in-use':
        'This device is already someone’s: it has groups of its own. Link a device that is new, or another browser profile.',
    } satisfies Record<LinkFault['broke'], string>,
  },

  phrase: {
    title: 'Recovery phrase',
    hint: 'Twelve words that bring back you, your groups and your history when every device is lost. Without them, nobody can.',
    show: 'Show the twelve words', // fixed
    confirmed: 'You have written down your recovery phrase.',
    confirmedHint:
      'It is no longer on this device, so it cannot be shown again. Keep the paper where you keep what matters.',
    dialogTitle: 'Your recovery phrase',
    write:
      'Write these words on paper, in this order. Whoever has them is you: show them to nobody.',
    words: 'Recovery phrase', // fixed
    next: 'I have written them down', // fixed
    askTitle: 'Check your paper',
    ask: 'Type these words from your paper.',
    word: (n: number) => `Word ${n}`, // fixed
    confirm: 'Confirm', // fixed
    back: 'Show the words again',
    wrong: 'That is not what was shown. Look at your paper, or show the words again.',
    doneTitle: 'That is right',
    done: 'From now on these words are on your paper only. With them you can come back on any device.',
    later: 'Later',
    failed: 'That could not be kept on this device. The words stay here; please try again.',
  },

  recovering: {
    open: 'I have a recovery phrase', // fixed
    title: 'Come back with your phrase',
    hint: 'Type the twelve words, in their order, with spaces between them.',
    words: 'Recovery phrase', // fixed
    go: 'Recover', // fixed
    working: 'Looking for your groups…',
    empty: 'The twelve words are needed.',
    faults: {
      count: (n: number) =>
        `A recovery phrase has twelve words; ${count(n, 'this is one', 'these are #')}.`,
      word: (at: number, word: string) =>
        `“${word}”, word ${at}, is in no recovery phrase. Check how it is spelled.`,
      checksum:
        'These words do not belong together: one of them is another, or two changed places.',
    },
    deviceInUse:
      'This device already has groups of its own. Recover on a new device or in another browser profile.',
    searchTitle: 'Your phrase is right',
    foundTitle: 'You are back',
    goOn: 'Go on meanwhile',
    search: {
      searching: 'Your groups and your name come as soon as the relay answers.',
      'nothing-found': 'No groups were found for this phrase.',
      found: 'Your groups come by themselves, and older messages after them.',
    },
    read: 'OK',
    nothingMeans:
      'An invite link of one of your groups brings you back into it as who you were: give your name if you are asked for it, press Join, and paste the link. Groups that another relay knows appear by themselves. Was it another phrase? Delete what is here and type it again.',
    keepWaiting: 'Keep waiting',
    whatToDo: 'What to do',
    failed: 'That could not be kept on this device. Please try again.',
    back: 'Back',
  },

  presence: {
    here: (n: number) => count(n, '# here', '# here'),
    hereNames: (names: string) => `Here now: ${names}`,
    /** Beside one person in the list of them. */
    isHere: 'here now',
    typing: (name: string) => `${name} is writing…`,
    typingTwo: (one: string, other: string) => `${one} and ${other} are writing…`,
    typingMany: 'Several people are writing…',
  },
} as const
