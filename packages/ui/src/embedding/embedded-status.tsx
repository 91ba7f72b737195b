/** Under the name of the group, whether what one writes goes out now; nothing once one is out of it. */
import {
  ParleyProvider,
  useGroup,
  useGroupInfo,
  type Group,
  type GroupId,
  type Parley,
} from '@parley/react'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { useLanguage } from '../language/use-language.ts'

export function EmbeddedStatus({ parley, id }: { readonly parley: Parley; readonly id: GroupId }) {
  useLanguage()
  return (
    <ParleyProvider parley={parley}>
      <OfGroup id={id} />
    </ParleyProvider>
  )
}

function OfGroup({ id }: { id: GroupId }) {
  const group = useGroup(id)
  return group === undefined ? null : <WhileIn group={group} />
}

function WhileIn({ group }: { group: Group }) {
  const { state } = useGroupInfo(group)
  const isOut = state === 'left' || state === 'removed' || state === 'closed'
  return isOut ? null : <ConnectionStatus />
}
