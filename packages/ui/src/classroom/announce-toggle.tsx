/** Beside the text box of whoever teaches: the next message goes out as an announcement. */
import { Megaphone } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'

export function AnnounceToggle({ isOn, onToggle }: { isOn: boolean; onToggle: () => void }) {
  return (
    <IconButton
      name={texts.lesson.announce}
      aria-pressed={isOn}
      data-on={isOn ? '' : undefined}
      // A press keeps the caret, and on a phone the keyboard, where they are.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onToggle}
    >
      <Megaphone size={20} aria-hidden />
    </IconButton>
  )
}
