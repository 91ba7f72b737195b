/** Light, dark, or as the system is: on this device, and at once. */
import { Monitor, Moon, Sun } from 'lucide-react'
import { useId } from 'react'
import { Section } from '../controls/section.tsx'
import { texts } from '../texts/catalogue.ts'
import { chooseTheme, THEMES, useTheme } from './theme.ts'
import styles from './theme-section.module.css'

const SIGNS = { system: Monitor, light: Sun, dark: Moon }

export function ThemeSection() {
  const chosen = useTheme()
  const id = useId()
  const says = texts.theme
  return (
    <Section part="theme" level={2} title={says.title} hint={says.hint}>
      <fieldset className={styles['themes']}>
        <legend>{says.legend}</legend>
        <div className={styles['row']}>
          {THEMES.map((theme) => {
            const Sign = SIGNS[theme]
            return (
              <label key={theme}>
                <input
                  type="radio"
                  name={id}
                  value={theme}
                  checked={theme === chosen}
                  onChange={() => chooseTheme(theme)}
                />
                <Sign size={18} aria-hidden />
                <span>{says.themes[theme]}</span>
              </label>
            )
          })}
        </div>
      </fieldset>
    </Section>
  )
}
