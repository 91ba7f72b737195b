/** Something the operator can put right; the message says how. */
export class OperatorProblem extends Error {
  override readonly name = 'OperatorProblem'
}

/** What went wrong, in the words of whoever noticed. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
