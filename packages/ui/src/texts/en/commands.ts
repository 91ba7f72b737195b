/** Keyboard shortcuts and the palette. "fixed": tests rely on it. */
import type { CommandId, CommandSection } from '../../commands/commands.ts'
import type { Format } from '../../conversation/format-keys.ts'
import { count, list } from '../locale.ts'

export const commandTexts = {
  commands: {
    palette: 'Go to…', // fixed
    help: 'Keyboard shortcuts', // fixed
    previousGroup: 'Previous group',
    nextGroup: 'Next group',
    previousUnread: 'Previous group with something unread',
    nextUnread: 'Next group with something unread',
    back: 'Back, or close what is open',
    newGroup: 'New group',
    join: 'Join a group',
    mentions: 'Mentions of you',
    catchUp: 'What you missed',
    allRead: 'Mark everything as read',
    settings: 'Your settings',
    threads: 'Threads of this group',
    pins: 'What is pinned in this group',
    goToDay: 'Go to a day in this group',
    about: 'People and settings of this group',
    invite: 'Invite people to this group',
    nextMessage: 'Next message',
    previousMessage: 'Previous message',
    firstMessage: 'First message',
    lastMessage: 'Last message',
    details: 'How far it got',
    reply: 'Reply',
    thread: 'Reply in thread',
    edit: 'Edit',
    react: 'React',
    pin: 'Pin or unpin',
    forward: 'Forward',
    copyText: 'Copy text',
    copyLink: 'Copy link',
    whoHas: 'Who has read this',
    markUnread: 'Mark as unread',
    delete: 'Delete',
  } satisfies Record<CommandId, string>,
  help: {
    hint: 'Everything can be done with a keyboard, much of it with one key.',
    show: 'Show all keys',
    sections: {
      app: 'Everywhere',
      group: 'In a group',
      message: 'On a message',
    } satisfies Record<CommandSection, string>,
    messageHint: 'With the Tab key you reach the messages; these keys work on the one in focus.',
    writing: 'While writing',
    writingHint: 'They put signs around what is selected; the same keys take them away.',
    formats: {
      bold: 'Bold',
      italic: 'Italic',
      code: 'Code',
      strike: 'Struck through',
    } satisfies Record<Format, string>,
    loneKeys: 'Keys without Ctrl or Alt', // fixed
    loneKeysHint:
      'The question mark opens this sheet from anywhere. Turn it off if you speak to your computer or press keys by chance.',
    or: 'or',
  },
  palette: {
    field: 'Group, person or what to do', // fixed
    kinds: { group: 'Groups', person: 'People', command: 'What to do' },
    results: 'What was found', // fixed
    nothing: 'Nothing is called that.',
    found: (n: number) => count(n, '# found', '# found'),
    personIn: (groups: readonly string[]) => `in ${list(groups)}`,
  },
} as const
