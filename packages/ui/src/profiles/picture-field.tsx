/** The picture of a person or a group, to be chosen from a file, dropped or pasted here, and taken away. */
import { usePicture } from '@parley/react'
import { ImagePlus, Trash2 } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './picture-field.module.css'
import { KINDS, scaledPicture, type PictureFault } from './scaled-picture.ts'

interface PictureFieldProps {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly isGroup?: boolean
  /** `undefined` takes it away. */
  readonly onPicture: (bytes: Uint8Array | undefined) => Promise<unknown>
}

export function PictureField({ id, name, label, isGroup = false, onPicture }: PictureFieldProps) {
  const picture = usePicture(id)
  const input = useRef<HTMLInputElement>(null)
  const labelId = useId()
  const { fault, take, takeAway } = usePictureActs(onPicture)
  const says = texts.profile
  return (
    <div
      className={styles['field']}
      role="group"
      aria-labelledby={labelId}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        take(event.dataTransfer.files[0])
      }}
      onPaste={(event) => take(event.clipboardData.files[0])}
    >
      <Avatar id={id} name={name} isGroup={isGroup} large />
      <div className={styles['words']}>
        <p id={labelId} className={styles['label']}>
          {label}
        </p>
        <p className={styles['hint']}>{says.pictureHint}</p>
        <div className={styles['buttons']}>
          <Button icon={<ImagePlus size={18} aria-hidden />} onClick={() => input.current?.click()}>
            {picture === undefined ? says.choose : says.change}
          </Button>
          {picture !== undefined && (
            <Button icon={<Trash2 size={18} aria-hidden />} onClick={takeAway}>
              {says.takeAway}
            </Button>
          )}
        </div>
        <input
          ref={input}
          hidden
          type="file"
          accept={KINDS.join()}
          onChange={({ target }) => {
            take(target.files?.[0])
            // The same file may be chosen again.
            target.value = ''
          }}
        />
        <Fault says={fault} />
      </div>
    </div>
  )
}

function usePictureActs(onPicture: PictureFieldProps['onPicture']) {
  const [fault, setFault] = useState<PictureFault | 'failed' | 'none'>()
  const give = (bytes: Uint8Array | undefined) =>
    onPicture(bytes).then(
      () => setFault(undefined),
      () => setFault('failed'),
    )
  return {
    fault: fault && texts.profile.faults[fault],
    /** `undefined`: something was dropped or pasted that is no file. */
    take(file: File | undefined): void {
      if (file === undefined) return setFault('none')
      void scaledPicture(file).then((made) =>
        typeof made === 'string' ? setFault(made) : give(made),
      )
    },
    takeAway: () => void give(undefined),
  }
}
