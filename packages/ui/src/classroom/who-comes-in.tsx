/** Whether students are let in one by one, or by the link alone: chosen when the class is begun, and changed here. */
import type { Group, GroupInfo } from '@parley/react'
import { Choices } from '../controls/choices.tsx'
import { Section } from '../controls/section.tsx'
import { useAsked } from '../controls/use-asked.ts'
import { lastKind } from '../inviting/invite-kinds.ts'
import { makeLink } from '../inviting/make-link.ts'
import { texts } from '../texts/catalogue.ts'

interface WhoComesInProps {
  readonly group: Group
  readonly info: GroupInfo
  readonly attempted: (act: () => Promise<unknown>) => Promise<void>
}

export function WhoComesIn({ group, info, attempted }: WhoComesInProps) {
  const { shown, ask } = useAsked(wayIn(info))
  const says = texts.lesson
  return (
    <Section title={says.comingTitle}>
      <Choices
        legend={says.comingTitle}
        hidesLegend
        isPlain
        choices={[
          { value: 'open', label: says.comingOpen, hint: says.comingOpenHint },
          { value: 'each', label: says.comingEach, hint: says.comingEachHint },
        ]}
        chosen={shown}
        onChoose={(next) => ask(next, (way) => attempted(() => change(group, info, way)))}
      />
    </Section>
  )
}

type Way = 'open' | 'each'

function wayIn(info: GroupInfo): Way {
  const { invites } = info
  const isOpen = invites.some(({ needsApproval }) => !needsApproval)
  if (invites.length > 0) return isOpen ? 'open' : 'each'
  return lastKind(info).needsApproval ? 'each' : 'open'
}

/** The new link is there before those of the other kind end, so that nobody stands before none. */
async function change(group: Group, info: GroupInfo, way: Way): Promise<void> {
  const needsApproval = way === 'each'
  await makeLink(group, { ...lastKind(info), needsApproval })
  const ended = info.invites.filter(
    (invite) => invite.mayWithdraw && invite.needsApproval !== needsApproval,
  )
  for (const { id } of ended) await group.withdrawInvite(id)
}
