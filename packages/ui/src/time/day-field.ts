/** Days as a date field holds them, `2026-03-05`, in the calendar of this device. */

export function fieldOfDay(at: number): string {
  const date = new Date(at)
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return [String(year).padStart(4, '0'), padded(month), padded(day)].join('-')
}

/** When that day begins, epoch milliseconds; `undefined` for what is no day. */
export function dayOfField(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? []
  if (year === undefined) return undefined
  const date = new Date(2000, 0, 1)
  date.setFullYear(Number(year), Number(month) - 1, Number(day))
  date.setHours(0, 0, 0, 0)
  return fieldOfDay(date.getTime()) === text ? date.getTime() : undefined
}

function padded(part: number): string {
  return String(part).padStart(2, '0')
}
