/** The number on the app's icon: all that is unread and not kept quiet. Gone once it is read. */
import { useEffect } from 'react'
import { useUnreadSum } from './use-unread-sum.ts'

export function useAppBadge(): void {
  const sum = useUnreadSum()
  useEffect(() => {
    // Not every platform has icons that can show one, and none has to say why it refuses.
    const said = sum > 0 ? navigator.setAppBadge?.(sum) : navigator.clearAppBadge?.()
    said?.catch(() => undefined)
  }, [sum])
}
