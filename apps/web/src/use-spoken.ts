/** The language is fetched while Parley opens; nothing is said in another one before. */
import { startLanguage } from '@parley/ui'
import { useEffect, useState } from 'react'

export function useSpoken(): boolean {
  const [isSpoken, setSpoken] = useState(false)
  useEffect(() => void startLanguage().finally(() => setSpoken(true)), [])
  return isSpoken
}
