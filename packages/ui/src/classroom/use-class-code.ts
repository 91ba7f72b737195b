/**
 * The code to be typed for a link: shown once what it leads to lies at the relay. Laid down anew whenever the relay
 * was started anew, because it keeps that in memory only.
 */
import { classCodeOf, classDoorOf } from '@parley/react'
import { use, useEffect, useState } from 'react'
import { HostContext } from '../shell/host.ts'
import { useClassHere } from './use-class-here.ts'

export type ClassCode =
  /** This relay runs no class. */
  | { readonly state: 'none' }
  | { readonly state: 'away' }
  | { readonly state: 'here'; readonly code: string }

const NONE: ClassCode = { state: 'none' }
const TRY_AGAIN_MS = 5_000

export function useClassCode(link: string | undefined): ClassCode {
  const classroom = use(HostContext)?.classroom
  const run = useClassHere()?.run
  const [laid, setLaid] = useState<string>()
  const [attempt, setAttempt] = useState(0)
  const wanted = link === undefined || run === undefined ? undefined : `${run} ${link}`
  useEffect(() => {
    if (wanted === undefined || link === undefined || classroom === undefined) return undefined
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const lay = async () => {
      const door = await classDoorOf(link)
      if (door !== undefined) await classroom.layDown(door)
    }
    lay().then(
      () => !isOver && setLaid(wanted),
      () => {
        if (!isOver) timer = setTimeout(() => setAttempt((count) => count + 1), TRY_AGAIN_MS)
      },
    )
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [classroom, link, wanted, attempt])
  const code = link === undefined ? undefined : classCodeOf(link)
  if (wanted === undefined || code === undefined) return NONE
  return laid === wanted ? { state: 'here', code } : { state: 'away' }
}
