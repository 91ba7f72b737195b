/** Everything about a group beside its conversation: people, settings, and what happened. */
import { useGroupInfo, type Group } from '@parley/react'
import { useState } from 'react'
import { Modal } from '../controls/modal.tsx'
import { Tabs } from '../controls/tabs.tsx'
import { nameOf } from '../groups/group-name.ts'
import { LogPanel } from '../happenings/log-panel.tsx'
import { PeoplePanel } from '../people/people-panel.tsx'
import { RulesPanel } from '../rules/rules-panel.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'

type AboutTab = 'people' | 'rules' | 'log'

export function AboutSheet({ group, onClose }: { group: Group; onClose: () => void }) {
  const info = useGroupInfo(group)
  const [tab, setTab] = useState<AboutTab>('people')
  const { go } = useNavigation()
  const says = texts.group
  const leave = () => {
    onClose()
    go({ screen: 'groups' }, { replace: true })
  }
  return (
    <Modal title={nameOf(info)} shape="sheet" onClose={onClose}>
      <Tabs
        name={says.tabList}
        tabs={[
          { value: 'people', label: says.tabs.people },
          { value: 'rules', label: says.tabs.rules },
          { value: 'log', label: says.tabs.log },
        ]}
        chosen={tab}
        onChoose={setTab}
      >
        {tab === 'people' && <PeoplePanel group={group} onLeft={leave} />}
        {tab === 'rules' && <RulesPanel group={group} />}
        {tab === 'log' && <LogPanel group={group} />}
      </Tabs>
    </Modal>
  )
}
