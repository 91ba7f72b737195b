/** The button beside the text box that offers all emoji; the chosen one goes where the caret is. */
import { Smile } from 'lucide-react'
import { useState, type RefObject } from 'react'
import { IconButton } from '../controls/button.tsx'
import { EmojiChoice } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import { insertIn } from './composer-insert.ts'

export function ComposerEmoji({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const [beside, setBeside] = useState<HTMLElement>()
  return (
    <>
      <IconButton
        name={texts.emoji.open}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setBeside(currentTarget)}
      >
        <Smile size={20} aria-hidden />
      </IconButton>
      {beside !== undefined && (
        <EmojiChoice
          isWhole
          beside={beside}
          onClose={() => setBeside(undefined)}
          onChoose={(emoji) => {
            setBeside(undefined)
            // After the choice is gone, and gave focus back to its button.
            requestAnimationFrame(() => {
              if (box.current !== null) insertIn(box.current, emoji)
            })
          }}
        />
      )}
    </>
  )
}
