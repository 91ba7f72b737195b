/** Outbox, roster, epochs and segments of one device, looked at anew a few times a second. */
import { type InspectedGroup, type Inspection, inspectionOf, type Parley } from '@parley/client'
import { useEffect, useState } from 'react'

const LOOK_AGAIN_MS = 300
/** Of an id as much as tells it from the others. */
const SHOWN_ID = 6

interface UnderProps {
  readonly parley: Parley | undefined
  readonly isCut: boolean
  onCut(): void
  onHeal(): void
}

export function UnderTheScreens({ parley, isCut, onCut, onHeal }: UnderProps) {
  const inspection = useInspection(parley)
  const waiting = inspection?.outbox.reduce((sum, { count }) => sum + count, 0) ?? 0
  return (
    <section className="under" aria-label="Under the screens">
      <div className="line">
        <strong data-state={inspection?.connection}>{inspection?.connection ?? 'opening'}</strong>
        <span>{`outbox ${waiting}`}</span>
        <button type="button" aria-pressed={isCut} onClick={isCut ? onHeal : onCut}>
          {isCut ? 'Heal the line' : 'Cut the line'}
        </button>
      </div>
      {inspection?.outbox.map(({ doc, count }) => (
        <p key={doc}>{`${shortDoc(doc)}: ${count} waiting`}</p>
      ))}
      {inspection?.groups.map((group) => (
        <GroupDetails key={group.id} group={group} />
      ))}
    </section>
  )
}

function GroupDetails({ group }: { readonly group: InspectedGroup }) {
  const { name, people, heads, epoch, epochs, segments } = group
  return (
    <details open>
      <summary>
        <bdi>{name === '' ? short(group.id) : name}</bdi>
        {` · ${people.length} people · epoch ${epoch === undefined ? 'none' : short(epoch)}`}
      </summary>
      <dl>
        <dt>Roster</dt>
        {people.map(({ person, name: who, role, devicesCount }) => (
          <dd key={person}>
            <bdi>{who === '' ? short(person) : who}</bdi>
            {` ${role}, ${devicesCount} devices`}
          </dd>
        ))}
        <dt>Heads</dt>
        <dd>{heads.map(short).join(' ')}</dd>
        <dt>Epochs</dt>
        {epochs.map(({ id, isShared, isHeld }) => (
          <dd key={id}>
            {`${short(id)}${id === epoch ? ' in use' : ''}${isShared ? ' shared' : ''}${isHeld ? '' : ' lacking'}`}
          </dd>
        ))}
        <dt>Segments</dt>
        {segments.map(({ segment, placesCount }) => (
          <dd key={segment}>{`${segment}: ${placesCount} places`}</dd>
        ))}
      </dl>
    </details>
  )
}

function useInspection(parley: Parley | undefined): Inspection | undefined {
  const [inspection, setInspection] = useState<Inspection>()
  useEffect(() => {
    if (parley === undefined) return
    const timer = setInterval(() => setInspection(inspectionOf(parley)), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [parley])
  return inspection
}

function shortDoc(doc: string): string {
  const [group = '', segment] = doc.replace(/^p\//, 'person ').split('/')
  return segment === undefined ? short(group) : `${short(group)}/${segment}`
}

function short(id: string): string {
  return id.startsWith('person ') ? 'person' : id.slice(0, SHOWN_ID)
}
