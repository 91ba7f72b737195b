/** Groups as files in this browser: which file is one, how one is handed over, and what was dropped or opened. */
import { useParley } from '@parley/react'
import { useEffect, useRef } from 'react'
import { onceIdle } from '../later/use-ready-place.ts'

const EXTENSION = '.parley'
export const ACCEPTED = EXTENSION

/** Says no name of the group: whoever finds the file learns nothing by it. */
export function fileName(now: Date): string {
  return `group-${now.toISOString().slice(0, 10)}${EXTENSION}`
}

/** To where this browser puts what it is given. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers begin to read it only now.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Whether this device offers to pass on such a file to another app or device. */
export function mayShare(file: File): boolean {
  return 'canShare' in navigator && navigator.canShare({ files: [file] })
}

/** A group's file dropped anywhere on the window, or opened with the installed app. */
export function useGivenFile(onFile: (file: File) => void): void {
  const { files } = useParley()
  useEffect(() => onceIdle(() => files.prepare()), [files])
  const latest = useRef(onFile)
  useEffect(() => {
    latest.current = onFile
  }, [onFile])
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const file = [...(event.dataTransfer?.files ?? [])].find(isGroupFile)
      if (file === undefined) return
      event.preventDefault()
      // Before the conversation says that files cannot be sent.
      event.stopImmediatePropagation()
      latest.current(file)
    }
    const options = { capture: true }
    addEventListener('dragover', over)
    addEventListener('drop', drop, options)
    launched((file) => latest.current(file))
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop, options)
    }
  }, [])
}

function isGroupFile({ name }: File): boolean {
  return name.toLowerCase().endsWith(EXTENSION)
}

interface LaunchQueue {
  setConsumer(consume: (launch: { files?: readonly { getFile?(): Promise<File> }[] }) => void): void
}

/** What the system opened the installed app with; not every browser has that. */
function launched(onFile: (file: File) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue }
  launchQueue?.setConsumer(({ files = [] }) => {
    void files[0]
      ?.getFile?.()
      .then(onFile)
      .catch(() => undefined)
  })
}
