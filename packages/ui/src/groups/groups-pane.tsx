/** The list of groups, with what one does when there is none of them yet. */
import { useLive, useLoss, useParley, type GroupId } from '@parley/react'
import { Link2, Plus, Settings, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { CatchUpButton } from '../catching-up/catch-up-button.tsx'
import { CatchUpLine } from '../catching-up/catch-up-line.tsx'
import { useFounding } from '../classroom/use-founding.ts'
import { useCommands } from '../commands/use-commands.ts'
import { AskedConnection } from '../connection/asked-connection.tsx'
import { PlainHttpLine } from '../connection/plain-http-line.tsx'
import { UnknownOriginLine } from '../connection/unknown-origin-line.tsx'
import { Blank } from '../controls/blank.tsx'
import { Button } from '../controls/button.tsx'
import { DeskRows } from '../desk/desk-row.tsx'
import { useSortedGroups } from '../desk/use-sorted-groups.ts'
import { useGivenFile } from '../files/group-files.ts'
import { FileDialog, HoldHint, JoinDialog, NewGroupDialog } from '../later/parts.ts'
import { MentionsLink } from '../mentions/mentions-link.tsx'
import { RemovedLine } from '../own/removed-line.tsx'
import { SearchLine } from '../recovering/search-line.tsx'
import { InstallHint } from '../shell/install-hint.tsx'
import { Mark } from '../shell/mark.tsx'
import { useNavigation } from '../shell/places.ts'
import { UpdateLine } from '../shell/update-line.tsx'
import { texts } from '../texts/catalogue.ts'
import { useNow } from '../time/use-now.ts'
import { GoToButton } from './go-to-button.tsx'
import { GroupRow } from './group-row.tsx'
import styles from './groups-pane.module.css'
import { knowsHoldingRows, useRowHint } from './row-hint.ts'

interface GroupsPaneProps {
  readonly selected: GroupId | undefined
  readonly isSettings: boolean
  readonly isMentions: boolean
  /** The team whose talks are on screen. */
  readonly desk: GroupId | undefined
  /** What one came here to do. */
  readonly start?: 'new-group' | 'join-group' | undefined
}

export function GroupsPane(props: GroupsPaneProps) {
  const { selected, desk, start } = props
  const { go } = useNavigation()
  const { groups, desks } = useSortedGroups()
  const now = useNow()
  const { isNewInClass, mayFound } = useFounding(groups)
  // What it would found or join, none of this person's other devices would ever hear of.
  const isRemoved = useLive(useParley().own.isRemoved)
  const [asked, setDialog] = useState<'new-group' | 'join-group' | 'open-file'>()
  const dialog = asked ?? start
  const [given, setGiven] = useState<File>()
  useGivenFile((file) => {
    setGiven(file)
    setDialog('open-file')
  })
  const close = () => {
    setDialog(undefined)
    setGiven(undefined)
    if (start !== undefined) go({ screen: 'groups' }, { replace: true })
  }
  useCommands(
    isRemoved
      ? {}
      : {
          ...(mayFound ? { newGroup: () => setDialog('new-group') } : {}),
          join: () => setDialog('join-group'),
          openFile: () => setDialog('open-file'),
        },
  )
  return (
    <nav className={styles['pane']} aria-label={texts.groups.title}>
      <Header {...props} />
      {groups.length > 0 && (
        <div className={styles['ways']}>
          <GoToButton />
          <CatchUpButton />
        </div>
      )}
      <Said />
      {groups.length === 0 ? (
        <NoGroups isClass={isNewInClass} />
      ) : (
        <ul className={styles['list']}>
          <DeskRows {...{ desks, groups, desk, selected }} />
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} isSelected={group.id === selected} now={now} />
          ))}
        </ul>
      )}
      {useRowHint(groups.length > 0) && <HoldHint of="row" onClose={knowsHoldingRows} />}
      {!isRemoved && <Ways mayFound={mayFound} onChoose={setDialog} />}
      {!isRemoved && mayFound && dialog === 'new-group' && <NewGroupDialog onClose={close} />}
      {!isRemoved && dialog === 'join-group' && (
        <JoinDialog onClose={close} onFile={() => setDialog('open-file')} />
      )}
      {!isRemoved && dialog === 'open-file' && <FileDialog file={given} onClose={close} />}
    </nav>
  )
}

interface WaysProps {
  /** A student's own group goes nowhere at the laptop of a class. */
  readonly mayFound: boolean
  readonly onChoose: (dialog: 'new-group' | 'join-group') => void
}

function Ways({ mayFound, onChoose }: WaysProps) {
  return (
    <div className={styles['footer']}>
      {mayFound && (
        <Button
          look="main"
          icon={<Plus size={18} aria-hidden />}
          onClick={() => onChoose('new-group')}
        >
          {texts.groups.newGroup}
        </Button>
      )}
      <Button
        look={mayFound ? 'plain' : 'main'}
        icon={<Link2 size={18} aria-hidden />}
        onClick={() => onChoose('join-group')}
      >
        {texts.groups.join}
      </Button>
    </div>
  )
}

/** What needs saying beside the groups, and mostly does not. */
function Said() {
  return (
    <div className={styles['said']}>
      <CatchUpLine />
      <SearchLine />
      <RemovedLine />
      <UnknownOriginLine />
      <PlainHttpLine />
      <UpdateLine />
      <InstallHint />
    </div>
  )
}

function Header({ selected, isSettings, isMentions }: GroupsPaneProps) {
  const { hrefOf } = useNavigation()
  return (
    <header className={styles['header']}>
      <Mark size={28} />
      <h1 tabIndex={-1}>{texts.app}</h1>
      <AskedConnection />
      <MentionsLink selected={selected} isOpen={isMentions} />
      <a
        className={styles['settings']}
        href={hrefOf({ screen: 'settings' })}
        aria-label={texts.settings.open}
        aria-current={isSettings ? 'page' : undefined}
        title={texts.settings.open}
      >
        <Settings size={20} aria-hidden />
      </a>
    </header>
  )
}

function NoGroups({ isClass }: { isClass: boolean }) {
  const isReturning = useLoss()?.state === 'returning'
  const hint = isClass ? texts.classroom.emptyHint : texts.groups.emptyHint
  return (
    <div className={styles['empty']}>
      <Blank
        icon={<UsersRound size={26} aria-hidden />}
        title={isReturning ? texts.loss.returningTitle : texts.groups.emptyTitle}
        hint={isReturning ? texts.loss.returningHint : hint}
      />
    </div>
  )
}
