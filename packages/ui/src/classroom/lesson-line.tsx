/**
 * Under the name of a class: a student raises a hand, everybody sees whose are up and in which order, and
 * whoever teaches gives the word and asks for quiet.
 */
import { useGroupInfo, useHands, type Group, type GroupInfo, type Hands } from '@parley/react'
import { Hand, Volume2, VolumeX, X } from 'lucide-react'
import { useCommands } from '../commands/use-commands.ts'
import { Button, IconButton } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { useAttempt, type Attempts } from '../controls/use-attempt.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { list } from '../texts/locale.ts'
import { AnnouncementsButton } from './announcements-button.tsx'
import { LineButton } from './line-button.tsx'
import { QuestionsButton } from './questions-button.tsx'
import styles from './lesson-line.module.css'

export function LessonLine({ group }: { group: Group }) {
  const info = useGroupInfo(group)
  const hands = useHands(group)
  const { fault, attempt } = useAttempt()
  const says = texts.lesson
  const { mayModerate, mayReact, mayOwn } = info.me
  const { go } = useNavigation()
  const toSide = (pane: 'announcements' | 'questions') =>
    go({ screen: 'group', group: group.id, side: { pane } })
  useCommands({
    announcements: () => toSide('announcements'),
    questions: () => toSide('questions'),
  })
  return (
    <section className={styles['line']} aria-label={says.name}>
      {!mayModerate && mayReact && <OwnHand group={group} hands={hands} attempt={attempt} />}
      <AnnouncementsButton group={group} />
      <QuestionsButton group={group} />
      {mayOwn && (
        <span className={styles['quiet']}>
          <QuietButton group={group} info={info} attempt={attempt} />
        </span>
      )}
      <Said hands={hands} info={info} />
      {hands.up.length > 0 && (
        <HandList group={group} hands={hands} mayCall={mayModerate} attempt={attempt} />
      )}
      <Fault says={fault} />
    </section>
  )
}

interface PartProps {
  readonly group: Group
  readonly attempt: Attempts['attempt']
}

function OwnHand({ group, hands, attempt }: PartProps & { hands: Hands }) {
  const own = hands.up.find(({ isMe }) => isMe)
  const { lesson } = group
  const says = texts.lesson
  return (
    <LineButton
      says={own === undefined ? says.raise : says.lower}
      look={own === undefined ? 'plain' : 'main'}
      icon={<Hand size={18} aria-hidden />}
      onClick={() =>
        attempt(() => (own === undefined ? lesson.raiseHand() : lesson.lowerHand(own.key)))
      }
    />
  )
}

/** In a row of its own: a hand that goes up moves no button from under a finger. Of many the rest is scrolled to. */
function HandList(props: PartProps & { hands: Hands; mayCall: boolean }) {
  const { group, hands, mayCall, attempt } = props
  const says = texts.lesson
  return (
    <div className={styles['raised']}>
      {mayCall && hands.up.length > 1 && (
        <Button onClick={() => attempt(() => group.lesson.lowerAll())}>{says.lowerAll}</Button>
      )}
      <ol className={styles['hands']} aria-label={says.hands}>
        {hands.up.map(({ key, name, isMe }) => (
          <li key={key} data-mine={isMe ? '' : undefined}>
            {mayCall ? (
              <>
                <button
                  type="button"
                  className={styles['call']}
                  aria-label={says.callOn(name)}
                  title={says.callOn(name)}
                  onClick={() => attempt(() => group.lesson.callOn(key))}
                >
                  <bdi>{name}</bdi>
                </button>
                <IconButton
                  name={says.lowerOf(name)}
                  onClick={() => attempt(() => group.lesson.lowerHand(key))}
                >
                  <X size={16} aria-hidden />
                </IconButton>
              </>
            ) : (
              <bdi>{isMe ? texts.people.you : name}</bdi>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Says what a press does, as the hand does; that the class is quiet stands below. */
function QuietButton({ group, info, attempt }: PartProps & { info: GroupInfo }) {
  const { hushed } = info.policy
  const says = texts.lesson
  return (
    <LineButton
      says={hushed ? says.endQuiet : says.quiet}
      look={hushed ? 'main' : 'plain'}
      icon={hushed ? <Volume2 size={18} aria-hidden /> : <VolumeX size={18} aria-hidden />}
      onClick={() => attempt(() => group.setPolicy({ hushed: !hushed }))}
    />
  )
}

/** What nobody must miss. Why a student cannot write stands in the composer's place. */
function Said({ hands: { up, called }, info }: { hands: Hands; info: GroupInfo }) {
  const says = texts.lesson
  const names = up.map(({ name }) => name)
  return (
    <div role="status" className={styles['said']}>
      {called !== undefined && (
        <p data-mine={called.isMe ? '' : undefined}>
          {called.isMe ? says.youHaveWord : says.hasWord(called.name)}
        </p>
      )}
      {info.policy.hushed && info.me.mayPost && <p>{says.isQuiet}</p>}
      {info.me.mayModerate && names.length > 0 && <Hidden>{says.areUp(list(names))}</Hidden>}
    </div>
  )
}
