/**
 * What is said before a conversation is open, and what in it; all the rest comes with what is fetched
 * later. A topic wholly, or one text of it.
 */

export type StepName = 'first' | 'conversation' | 'acts' | 'rest'

export const TEXT_STEPS = {
  first: [
    'composer.failed',
    'composer.send',
    'composer.text',
    'desk.comeBack',
    'desk.greeting',
    'desk.visitor',
    'embedded',
    'groups.unread',
    'message.status',
    'name.tooLong',
    'start.again',
    'welcome.enterInvited',
    'welcome.failed',
    'welcome.name',
    'welcome.nameEmpty',
  ],
  conversation: [
    'bars',
    'blocking.folded',
    'blocking.show',
    'commands',
    'complete.missing',
    'complete.until',
    'composer.count',
    'composer.editing',
    'composer.leave',
    'composer.notAllowed',
    'composer.replyingTo',
    'composer.replyingToOwn',
    'composer.tooLong',
    'connection',
    'conversation',
    'days',
    'desk.isHere',
    'desk.readers',
    'dialog',
    'emoji.open',
    'formatting',
    'forwarding.forwarded',
    'late',
    'later',
    'lesson.announcement',
    'lesson.announcing',
    'message.actions',
    'message.andReceived',
    'message.beingKept',
    'message.by',
    'message.bySomebody',
    'message.deleted',
    'message.deletionUnsent',
    'message.edited',
    'message.failed',
    'message.jumpToQuoted',
    'message.late',
    'message.moreBeingKept',
    'message.ofPeople',
    'message.quoteDeleted',
    'message.quoteMissing',
    'message.reaction',
    'message.reactionUnsent',
    'message.removedBy',
    'message.you',
    'messageLinks',
    'pins',
    'presence',
    'profile.open',
    'rules',
    'shell',
    'states.reload',
    'states.uninvited',
    'states.usesNewer',
    'states.waitsForKey',
    'states.waitsForMore',
    'storage.olderAway',
    'threads',
    'time',
    'usesNewer',
    'waiting',
    'writing',
  ],
  acts: [
    'blocking.told',
    'blocking.toldUnblocked',
    'classroom.codeHint',
    'classroom.codeLater',
    'classroom.noSuchCode',
    'deletion',
    'emoji.more',
    'emoji.title',
    'erasing',
    'files.open',
    'groups.unnamed',
    'groups.unnamedJoining',
    'groups.you',
    'join',
    'leaving',
    'linkEnded',
    'message.emojiTitle',
    'muting',
    'people',
    'profile.came',
    'profile.common',
    'profile.edit',
    'profile.gone',
    'profile.known',
    'profile.mention',
    'removing',
    'roleChange',
    'roleMeans',
    'roles',
    'site.notVerified',
    'site.ownName',
    'site.verifiedBy',
    'states',
    'verifying',
    'who',
  ],
} as const satisfies Partial<Record<StepName, readonly string[]>>

export function isStep(name: string | undefined): name is StepName {
  return name === 'rest' || (name !== undefined && Object.hasOwn(TEXT_STEPS, name))
}

/** Whether a step brings a topic, or a text of one. */
export function isIn(path: string, step: StepName): 'wholly' | 'partly' | 'not' {
  if (step !== 'rest') return isNamed(path, TEXT_STEPS[step])
  const named = isNamed(path, Object.values(TEXT_STEPS).flat())
  return named === 'partly' ? named : named === 'not' ? 'wholly' : 'not'
}

function isNamed(path: string, names: readonly string[]): 'wholly' | 'partly' | 'not' {
  if (names.some((name) => path === name || path.startsWith(`${name}.`))) return 'wholly'
  return names.some((name) => name.startsWith(`${path}.`)) ? 'partly' : 'not'
}
