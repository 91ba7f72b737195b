/** A link as a QR code: always dark on light with its quiet zone, as cameras expect, in the dark too. */
import { useMemo } from 'react'
import { encode } from 'uqr'
import { texts } from '../texts/catalogue.ts'
import styles from './qr-code.module.css'

const QUIET_ZONE = 4

export function QrCode({ text, name }: { text: string; name: string }) {
  const code = useMemo(() => drawn(text), [text])
  if (code === undefined) return <p>{texts.invite.qrTooLong}</p>
  return (
    <svg
      className={styles['code']}
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={name}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}

function drawn(text: string): { size: number; path: string } | undefined {
  try {
    const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
    return { size, path: data.map(rowPath).join('') }
  } catch {
    return undefined // more than a code can hold
  }
}

/** One stroke for each run of dark squares. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    if (row[x] !== true) continue
    let end = x
    while (row[end] === true) end++
    path += `M${x} ${y}h${end - x}v1h${x - end}z`
    x = end
  }
  return path
}
