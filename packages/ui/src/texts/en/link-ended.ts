/** What is said to whoever follows a link that lets nobody in any more. "fixed": tests rely on it. */
import type { LinkEnd } from '@parley/react'

export const linkEndedTexts = {
  linkEnded: {
    title: 'This invitation has ended', // fixed
    ask: 'Ask for a new link.', // fixed
    reasons: {
      expired: 'The link was good for a limited time, and that is over.',
      'used-up': 'The link let in a limited number of people, and they have come.',
      withdrawn: 'Someone in the group withdrew the link.',
      'maker-gone': 'Whoever made the link is no longer in the group, or invites nobody any more.',
      outdated: 'The group has changed since the link was made, and its older links have stopped.',
    } satisfies Record<LinkEnd, string>,
    kept: 'What you wrote is kept on this device, and goes out once you are in.',
    keptDraft: 'What you were writing is kept:',
    newLink: 'I have a new link', // fixed
    remove: 'Remove from list', // fixed
    leave: 'Not now', // fixed
    removeTitle: 'Remove this group from your list?',
    removeHint: 'What you wrote here was never sent, and goes with it.',
    removeAct: 'Remove', // fixed
    row: 'Invitation has ended',
  },
} as const
