/** Parley's sign: two bubbles that overlap, as two devices agree. */

export function Mark({ size = 44 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden>
      <path
        d="M10 6h17a8 8 0 0 1 8 8v7a8 8 0 0 1-8 8h-9l-8 7v-7.3A8 8 0 0 1 2 21v-7a8 8 0 0 1 8-8Z"
        fill="var(--accent)"
      />
      <path
        d="M39 17.5a7 7 0 0 1 7 7V31a7.5 7.5 0 0 1-6 7.3V44l-6.600-5.500H26a7.500 7.500 0 0 1-7.300-6H27a11.500 11.500 0 0 0 11.500-11.500v-3.500Z"
        fill="var(--accent)"
        opacity=".45"
      />
    </svg>
  )
}
