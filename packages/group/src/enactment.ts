/** What a valid action does, written down where it is looked up: by person, by invite, by join. */
import type { PersonId } from '@parley/protocol'
import { isRuledAct } from './allowed.ts'
import { type Court, tenureOf } from './court.ts'
import { addToList, insertPlaced } from './lists.ts'
import type { Admission, Decided } from './tenure.ts'
import { FOUNDING_RANK, introducing, type VerifiedAction } from './verified-action.ts'

export function enact(court: Court, one: VerifiedAction, decided: Decided): void {
  letIn(court, one, decided)
  const by = court.identities.personOf(one.device)
  if (by !== undefined) actOnPerson(court, one, { decided, by })
  if (by !== undefined) noteSignIn(court, one, { decided, by })
  noteRest(court, one, decided)
}

/** Whom the action introduces gets a box by it, and comes in unless it only makes their device known. */
function letIn(court: Court, one: VerifiedAction, decided: Decided): void {
  const introduced = introducing(one)
  if (introduced === undefined) return
  const { person, box, isOwn } = introduced
  const tenure = tenureOf(court, person)
  const { at, id, rank } = decided
  insertPlaced(tenure.boxes, { at, id, rank, box, isOwn, generation: undefined })
  const admission = admissionBy(court, one, { at, id, rank, person })
  if (admission !== undefined) insertPlaced(tenure.admissions, admission)
}

function admissionBy(
  { graph, owner }: Court,
  { action }: VerifiedAction,
  by: Decided & { readonly person: PersonId },
): Admission | undefined {
  switch (action.type) {
    case 'found':
      return { ...by, role: 'founder', invite: undefined }
    case 'device':
      if (owner === undefined) return undefined
      return { ...by, rank: FOUNDING_RANK, role: 'founder', invite: undefined }
    case 'add':
      return { ...by, role: action.role, invite: undefined }
    case 'join': {
      const at = graph.indexOf(action.invite)
      const invite = graph.get(action.invite)?.action
      if (at === undefined || invite?.type !== 'invite') return undefined
      const { role, needsApproval } = invite
      const used = { at, id: action.invite, needsApproval }
      return { at: by.at, id: by.id, rank: by.rank, person: by.person, role, invite: used }
    }
    default:
      return undefined
  }
}

function actOnPerson(
  court: Court,
  { action }: VerifiedAction,
  { decided, by }: { readonly decided: Decided; readonly by: PersonId },
): void {
  switch (action.type) {
    case 'remove':
      insertPlaced(tenureOf(court, action.person).departures, { ...decided, by, type: 'removed' })
      break
    case 'leave':
      insertPlaced(tenureOf(court, by).departures, { ...decided, by, type: 'left' })
      break
    case 'role':
      insertPlaced(tenureOf(court, action.person).roles, { ...decided, role: action.role })
      break
    case 'mute':
      insertPlaced(tenureOf(court, action.person).mutings, { ...decided, by, until: action.until })
      break
    case 'unmute':
      insertPlaced(tenureOf(court, action.person).mutings, { ...decided, by, until: undefined })
      break
    case 'box': {
      const { boxPublic: box, generation } = action
      insertPlaced(tenureOf(court, by).boxes, { ...decided, box, generation, isOwn: true })
      break
    }
    default:
      break
  }
}

/** What it comes to is the policy's to say, from wherever it is looked at. */
function noteSignIn(
  court: Court,
  { action, signedInBy: claimsUnder }: VerifiedAction,
  { decided, by }: { readonly decided: Decided; readonly by: PersonId },
): void {
  if (action.type !== 'signin' || claimsUnder === undefined) return
  court.signers.add(by)
  insertPlaced(tenureOf(court, by).signIns, { ...decided, claimsUnder })
}

function noteRest(court: Court, { action }: VerifiedAction, decided: Decided): void {
  if (isRuledAct(action)) court.acts.push(decided)
  switch (action.type) {
    case 'found':
    case 'policy':
      insertPlaced(court.policies, { ...decided, policy: action.policy })
      break
    case 'remove':
      court.removes.push(decided)
      break
    case 'uninvite':
      addToList(court.uninvites, action.target, decided)
      break
    case 'add':
      if (action.join !== undefined) addToList(court.grants, action.join, decided)
      break
    case 'cut':
      addToList(court.furtherCuts, action.of, action.cut)
      break
    default:
      break
  }
}
