/** A person's own matters, in one column: profile, look, devices, recovery phrase, storage, presence, blocked people. */
import { useParley, usePresence } from '@parley/react'
import { ArrowLeft, Keyboard } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useAskCommand } from '../commands/ask-command.ts'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { LanguageSection } from '../language/language-section.tsx'
import { ThemeSection } from '../theme/theme-section.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { BlockedSection } from './blocked-section.tsx'
import { DevicesSection } from './devices-section.tsx'
import { OwnProfileSection } from '../profiles/own-profile-section.tsx'
import { PhraseSection } from './phrase-section.tsx'
import { RemovedLine } from './removed-line.tsx'
import styles from './settings-screen.module.css'

export function SettingsScreen() {
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
        <h1 tabIndex={-1}>{texts.settings.title}</h1>
      </header>
      <div className={styles['scroll']}>
        <div className={styles['column']}>
          <RemovedLine />
          <OwnProfileSection />
          <ThemeSection />
          <LanguageSection />
          <DevicesSection />
          <PhraseSection />
          <StoragePlace />
          <PresenceSection />
          <BlockedSection />
          <KeysSection />
        </div>
      </div>
    </section>
  )
}

/** Seldom looked at: its screen comes when it is. */
const LazyStorage = lazy(async () => {
  const { StorageSection } = await import('../storage/storage-section.tsx')
  return { default: StorageSection }
})

function StoragePlace() {
  return (
    <Suspense>
      <LazyStorage />
    </Suspense>
  )
}

function PresenceSection() {
  const parley = useParley()
  const { fault, attempted } = useAttempt()
  const says = texts.settings
  return (
    <Section part="presence" level={2} title={says.presenceTitle}>
      <SwitchRow
        label={says.presence}
        hint={says.presenceHint}
        isOn={usePresence()}
        onSwitch={(shown) => attempted(() => parley.setPresence(shown))}
      />
      <Fault says={fault} />
    </Section>
  )
}

/** The keys, for whoever has some; what is on a screen is never the only way to know them. */
function KeysSection() {
  const ask = useAskCommand()
  return (
    <Section title={texts.commands.help} level={2} hint={texts.help.hint}>
      <div>
        <Button
          icon={<Keyboard size={18} aria-hidden />}
          aria-haspopup="dialog"
          onClick={() => ask('help')}
        >
          {texts.help.show}
        </Button>
      </div>
    </Section>
  )
}
