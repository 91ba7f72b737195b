/** Where a person would have to clear this site's data: a button that does it, and says first what goes. */
import { Trash2 } from 'lucide-react'
import { use, useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Button } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { EraseContext } from './erasing.ts'

interface EraseButtonProps {
  /** What the person comes from, and so what they can do afterwards. */
  readonly because: keyof typeof texts.erasing.after
  /** There are no groups that could go. */
  readonly isEmpty?: boolean
}

export function EraseButton({ because, isEmpty = false }: EraseButtonProps) {
  const erase = use(EraseContext)
  const [isAsked, setAsked] = useState(false)
  const says = texts.erasing
  if (erase === undefined) return null
  return (
    <>
      <Button icon={<Trash2 size={16} aria-hidden />} onClick={() => setAsked(true)}>
        {says.open}
      </Button>
      {isAsked && (
        <Ask
          title={says.title}
          act={says.act}
          failed={says.failed}
          onAct={erase}
          onClose={() => setAsked(false)}
        >
          <p>{isEmpty ? says.hintEmpty : says.hint}</p>
          <p>{says.after[because]}</p>
        </Ask>
      )}
    </>
  )
}
