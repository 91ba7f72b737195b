/**
 * The gate's rules that are FATAL: breaking one refuses the whole update. SPEC.md says each in full.
 *
 * The rules about single sections (GA17 and up) answer with a refusal and are no part of this table.
 */
export const FATAL_RULES = {
  GA1: 'An update has at most 1 MiB.',
  GA2: 'No count exceeds its limit or the bytes that are left.',
  GA3: 'Varuints are canonical; writers and clocks lie in their range.',
  GA4: 'A writer has one section, and no section is empty.',
  GA5: 'An update is complete, and nothing follows it.',
  GA6: 'Structs are values, map entries or deleted content of the one form each has.',
  GA7: 'Only the root names of the document kind exist.',
  GA8: 'A parent is a root name, never an id.',
  GA9: 'There is no right origin.',
  GA10: "In messages the origin is the writer's own previous record, and none at clock 0.",
  GA11: 'In maps there is no origin and no deleted content.',
  GA12: 'A value is an array of one byte string.',
  GA13: 'A record has 1 to 16,384 bytes.',
  GA14: 'A record stands in the home of its type.',
  GA15: 'An action has at most 8 parents.',
  GA16: 'The document is a group document, a segment or a person document.',
} as const

export type GateRule = keyof typeof FATAL_RULES
