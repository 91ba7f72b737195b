/**
 * For a finger, which has no keys to press together: opens a row of what makes words bold, a list, a link.
 * A mouse comes with a keyboard, and does not see it.
 */
import { CaseSensitive } from 'lucide-react'
import { useId, useState, type RefObject } from 'react'
import { IconButton } from '../controls/button.tsx'
import { FormatTools } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'

export function ComposerFormat({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      {isOpen && (
        <FormatTools
          id={id}
          box={box}
          onClose={() => {
            setOpen(false)
            box.current?.focus()
          }}
        />
      )}
      <IconButton
        name={texts.formatting.open}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-format=""
        // The box keeps its focus, and a phone its keyboard.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!isOpen)}
      >
        <CaseSensitive size={22} aria-hidden />
      </IconButton>
    </>
  )
}
