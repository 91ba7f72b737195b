/**
 * Files pasted or dropped: said plainly that they cannot be sent, instead of nothing happening, or of the
 * browser leaving the app to show the file. Text that comes along is pasted as ever.
 */
import { useCallback, useEffect, useState, type ClipboardEvent } from 'react'

/** `isAnywhere`: also what is dropped beside the text box. */
export function useFilesRefused(isAnywhere: boolean) {
  const [hasFiles, setHasFiles] = useState(false)
  useEffect(() => {
    if (!isAnywhere) return undefined
    const over = (event: DragEvent) => {
      if (holdsFiles(event.dataTransfer)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return
      event.preventDefault()
      setHasFiles(true)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [isAnywhere])
  return {
    hasFiles,
    onPaste(event: ClipboardEvent): void {
      const { types } = event.clipboardData
      const isText = types.includes('text/plain')
      if (isText || !holdsFiles(event.clipboardData)) return
      event.preventDefault()
      setHasFiles(true)
    },
    /** Whoever writes on has read it. */
    forget: useCallback(() => setHasFiles(false), []),
  }
}

function holdsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false
}
