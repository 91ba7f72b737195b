/**
 * The document that says who may read and write: a group's own, for its segments too, and a person's.
 *
 * A person document stands for a group of one; its name cannot be told from the id it has as a group.
 */
import { type DocKind, groupDoc, parseDocName, personDoc } from '@parley/protocol'

/** `undefined` for a name no honest device uses. */
export function baseDocOf(doc: string): string | undefined {
  const kind = parseDocName(doc)
  return kind && baseOf(kind)
}

export function baseOf(kind: DocKind): string {
  return kind.kind === 'person' ? personDoc(kind.person) : groupDoc(kind.group)
}
