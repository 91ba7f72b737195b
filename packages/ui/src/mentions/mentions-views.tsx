/** The mentions as a screen of their own, or beside a conversation, where the list stays while one reads. */
import { ArrowLeft } from 'lucide-react'
import type { PaneSizes } from '../shell/pane-widths.ts'
import { useNavigation, type GroupPlace } from '../shell/places.ts'
import { SidePane } from '../shell/side-pane.tsx'
import { texts } from '../texts/catalogue.ts'
import { MentionsList } from './mentions-list.tsx'
import styles from './mentions-views.module.css'

export function MentionsScreen() {
  const { hrefOf } = useNavigation()
  return (
    <section className={styles['screen']}>
      <header className={styles['header']}>
        <a
          className={styles['back']}
          href={hrefOf({ screen: 'groups' })}
          aria-label={texts.conversation.back}
        >
          <ArrowLeft size={22} aria-hidden />
        </a>
        <h1 tabIndex={-1}>{texts.mentions.title}</h1>
      </header>
      <div className={styles['column']}>
        <MentionsList />
      </div>
    </section>
  )
}

export function MentionsPane({ place, sizes }: { place: GroupPlace; sizes: PaneSizes }) {
  return (
    <SidePane place={place} sizes={sizes} title={texts.shell.sideOf.mentions}>
      <MentionsList />
    </SidePane>
  )
}
