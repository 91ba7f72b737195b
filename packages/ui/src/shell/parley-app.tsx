/** The whole app below an open Parley: which screen a place and a name lead to. */
import { ParleyProvider, useName, type Parley } from '@parley/react'
import { CommandLayer } from '../commands/command-layer.tsx'
import { ModalHost } from '../controls/modal.tsx'
import { InvitedScreen } from '../joining/invited-screen.tsx'
import { JoinScreen } from '../joining/join-screen.tsx'
import { TakeLinkScreen } from '../linking/take-link-screen.tsx'
import { useLanguage } from '../language/use-language.ts'
import { Notices } from '../notices/notices.tsx'
import { type Erase, EraseContext } from '../own/erasing.ts'
import { RecoverScreen } from '../recovering/recover-screen.tsx'
import { Welcome } from '../welcome/welcome.tsx'
import { type Host, HostContext } from './host.ts'
import { Panes } from './panes.tsx'
import styles from './parley-app.module.css'
import { NavigationContext, PlaceContext, type Navigation, type Place } from './places.ts'
import { useAppBadge } from './use-app-badge.ts'

interface ParleyAppProps {
  readonly parley: Parley
  readonly place: Place
  readonly navigation: Navigation
  /** Where it is given, what must be deleted to go on can be deleted here. */
  readonly onErase?: Erase
  /** What the page around can do: take a newer version, be installed. */
  readonly host?: Host
}

export function ParleyApp({ parley, place, navigation, onErase, host }: ParleyAppProps) {
  useLanguage()
  return (
    <ParleyProvider parley={parley}>
      <NavigationContext value={navigation}>
        <EraseContext value={onErase}>
          <HostContext value={host}>
            <ModalHost>
              <CommandLayer>
                <div className={styles['app']}>
                  <AppBadge />
                  <Notices />
                  <Screen place={place} />
                </div>
              </CommandLayer>
            </ModalHost>
          </HostContext>
        </EraseContext>
      </NavigationContext>
    </ParleyProvider>
  )
}

function AppBadge() {
  useAppBadge()
  return null
}

function Screen({ place }: { place: Place }) {
  const name = useName()
  if (place.screen === 'join') return <JoinScreen key={place.code} code={place.code} />
  if (place.screen === 'link') return <TakeLinkScreen key={place.code} code={place.code} />
  if (place.screen === 'recover') return <RecoverScreen />
  if (place.screen === 'invited') return <InvitedScreen />
  if (name === undefined) return <Welcome />
  return (
    <PlaceContext value={place}>
      <Panes place={place} />
    </PlaceContext>
  )
}
