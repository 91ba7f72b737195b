/** A question and its answer as one message for the whole class: the question quoted, with its asker's name or without. */
export function quoting(question: string, answer: string, name: string | undefined): string {
  const asked = name === undefined ? question : `${name}: ${question}`
  const quoted = asked
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
  return `${quoted}\n\n${answer}`
}
