/** Everything about a group beside its conversation: people, settings, and what happened. */
import { useGroup, useGroupInfo, type Group } from '@parley/react'
import { use, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { Tabs } from '../controls/tabs.tsx'
import { nameOf } from '../groups/group-name.ts'
import { LogPanel } from '../happenings/log-panel.tsx'
import { PeoplePanel } from '../people/people-panel.tsx'
import { RulesPanel } from '../rules/rules-panel.tsx'
import type { PaneSizes } from '../shell/pane-widths.ts'
import { useNavigation, type GroupPlace } from '../shell/places.ts'
import { SidePane } from '../shell/side-pane.tsx'
import { WantedPartContext, type Part } from '../shell/wanted-part.ts'
import { useWords } from '../texts/words.tsx'
import styles from './about-pane.module.css'

type AboutTab = 'people' | 'rules' | 'log'

export function AboutPane(props: { place: GroupPlace; sizes: PaneSizes }) {
  const group = useGroup(props.place.group)
  return group === undefined ? null : <OpenAbout {...props} group={group} />
}

function OpenAbout({ group, place, sizes }: { group: Group; place: GroupPlace; sizes: PaneSizes }) {
  const texts = useWords()
  const info = useGroupInfo(group)
  const [tab, setTab] = useState<AboutTab>('people')
  const tabs = useRef<HTMLDivElement>(null)
  useWantedTab(setTab, tabs)
  const { go } = useNavigation()
  const says = texts.group
  return (
    <SidePane
      place={place}
      sizes={sizes}
      title={texts.shell.sideOf.about}
      below={<bdi>{nameOf(info)}</bdi>}
    >
      <div ref={tabs} className={styles['tabs']}>
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
          {tab === 'people' && (
            <PeoplePanel group={group} onLeft={() => go({ screen: 'groups' }, { replace: true })} />
          )}
          {tab === 'rules' && <RulesPanel group={group} />}
          {tab === 'log' && <LogPanel group={group} />}
        </Tabs>
      </div>
    </SidePane>
  )
}

const TABS: Partial<Record<Part, AboutTab>> = {
  people: 'people',
  rules: 'rules',
  log: 'log',
  quiet: 'rules',
  site: 'rules',
}

/** The tab that the palette leads to, with focus; what is looked for inside it takes focus itself. */
function useWantedTab(setTab: (tab: AboutTab) => void, tabs: RefObject<HTMLElement | null>): void {
  const { wanted, take } = use(WantedPartContext)
  const onWanted = useEffectEvent((part: Part) => {
    const tab = TABS[part]
    if (tab === undefined) return
    setTab(tab)
    if (part === 'quiet' || part === 'site') return
    tabs.current
      ?.querySelector<HTMLElement>(`[role="tab"][data-value="${tab}"]`)
      ?.focus({ preventScroll: true })
    take()
  })
  useEffect(() => {
    if (wanted !== undefined) onWanted(wanted)
  }, [wanted])
}
