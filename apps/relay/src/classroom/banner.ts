/** What the command says to a teacher: their own link, what students open, as large as a terminal can. */
import { renderUnicodeCompact } from 'uqr'
import { brief } from './board-page.ts'

const BOLD = '\u001B[1m'
const PLAIN = '\u001B[0m'

interface ClassroomReady {
  readonly name: string
  /** On this laptop. */
  readonly home: string
  readonly code: string
  readonly data: string
  readonly addresses: readonly string[]
  /** Only a terminal shows a code and thick letters; a file is told the addresses. */
  readonly isTerminal: boolean
}

/** The first line says that it is ready. */
export function classroomLines(ready: ClassroomReady): readonly string[] {
  const { name, home, code, data, addresses, isTerminal } = ready
  return [
    `${name} is ready.`,
    '',
    'You, in the browser of this laptop (this link is yours alone, give it to nobody):',
    `  ${home}/invitation/${code}`,
    'A page to project, with the address for students:',
    `  ${home}/board`,
    '',
    ...studentsLines(addresses, isTerminal),
    `What is written is kept in ${data}. Press Ctrl+C to stop; start it again and the class goes on.`,
  ]
}

/** The laptop is in another network now, or in none. */
export function movedLines(best: string | undefined, isTerminal: boolean): readonly string[] {
  return [
    '',
    'The network has changed.',
    ...studentsLines(best === undefined ? [] : [best], isTerminal),
  ]
}

function studentsLines(addresses: readonly string[], isTerminal: boolean): readonly string[] {
  const [best, ...others] = addresses
  if (best === undefined)
    return [
      'This laptop is in no network yet, so nobody else can come.',
      'Join the Wi-Fi, or open a hotspot on this laptop: the address is said here then.',
      '',
    ]
  const thick = (text: string): string => (isTerminal ? `${BOLD}${text}${PLAIN}` : text)
  return [
    'Your students, in the same Wi-Fi:',
    `  ${thick(brief(best))}`,
    ...(others.length === 0 ? [] : [`  or ${others.map(brief).join('  ')}`]),
    ...(isTerminal ? ['', renderUnicodeCompact(best, { border: 2 })] : []),
    '',
  ]
}
