/**
 * Recorded chats, rewritten name by name and otherwise byte for byte: Gitter TSV (quoted fields may
 * hold newlines, rows may be doubled) and IRC text (messages, actions, notices, joins and renames).
 *
 * What this cannot know: a first name written in prose, a nickname nobody in the log answers to.
 */
import type { Pseudonyms } from './pseudonyms.ts'

/** Rewrites one text; `names` are the people known from author columns, in any capitals. */
export type RewriteText = (text: string) => string

/** Words that are also somebody's nick: only replaced where a line is clearly addressed to them. */
const ORDINARY_WORDS = new Set(
  'ball bug condor creator duh fenster grants lag laundry oats ray las bodie shep soni'.split(' '),
)

/** After an at sign, but nobody's name. */
const NOT_PEOPLE = new Set(
  `all here everyone channel media import font-face keyframes charset include mixin extend param
   return returns override angular types example redacted freecodecamp explore features join login
   search watch hashtag groups pages help home status intent share pen about blog news orgs u rust-lang rust-lang-nursery mozilla`.split(
    /\s+/,
  ),
)

const IN_URLS: readonly RegExp[] = [
  /((?:https?:\/\/|www\.|\b)(?:gist\.|raw\.|s\.|files\.|m\.)?(?:github\.com|githubusercontent\.com|codepen\.io|gitter\.im|twitter\.com|instagram\.com|twitch\.tv|soundcloud\.com|vk\.com|t\.me|bitbucket\.org|gitlab\.com|jsfiddle\.net|dribbble\.com|facebook\.com|rawgit\.com)\/)([A-Za-z0-9_.-]+)/gi,
  /((?:freecodecamp\.com|freecodecamp\.org)\/)([A-Za-z0-9_.-]+)(?=[\s)\]"'<]|$)/gi,
  /((?:linkedin\.com\/in|reddit\.com\/u|reddit\.com\/user|youtube\.com\/user|youtube\.com\/c|youtube\.com\/channel|last\.fm\/user|quora\.com\/profile|habrahabr\.ru\/users|steamcommunity\.com\/id|stackoverflow\.com\/users\/\d+|codeschool\.com\/users|codecademy\.com|wiki\/User:|medium\.com\/@|launchpad\.net\/~|people\.canonical\.com\/~|people\.ubuntu\.com\/~)\/?)([A-Za-z0-9_.-]+)/gi,
  /(https?:\/\/)([A-Za-z0-9-]+)(?=\.(?:github\.io|wordpress\.com|deviantart\.com|livejournal\.com|blogspot\.com|herokuapp\.com))/gi,
]
const AVATAR = /(avatars?\d?\.githubusercontent\.com\/u\/)(\d+)/gi
const MENTION = /((?<![\w@.])@)([A-Za-z0-9][A-Za-z0-9_-]{0,38})/g
/** A rewriter for every text in which the people called `names` are spoken of. */
export function rewriterFor(names: Iterable<string>, pseudonyms: Pseudonyms): RewriteText {
  const patterns = [...IN_URLS, MENTION, ...patternsFor([...names].flatMap(withoutUnderscores))]
  return (text) => {
    // What one pattern has written is a pseudonym, which no later pattern may take for a name; so
    // it is kept aside behind a mark until the end.
    const written: string[] = []
    const swap = (_: string, before: string, name: string) => {
      if (NOT_PEOPLE.has(name.toLowerCase())) return before + name
      return `${before}\uE000${written.push(pseudonyms.of(name)) - 1}\uE001`
    }
    let result = text.replace(
      AVATAR,
      (_, before: string, id: string) => before + pseudonyms.ofAccount(id),
    )
    for (const pattern of patterns) result = result.replace(pattern, swap)
    return result.replace(/\uE000(\d+)\uE001/g, (_, index: string) => written[Number(index)] ?? '')
  }
}

/** A Gitter archive, every author, account id and name in it replaced. */
export function rewriteGitter(tsv: string, rewrite: RewriteText, pseudonyms: Pseudonyms): string {
  return gitterFields(tsv)
    .map(({ column, raw, end }) => {
      if (column === FROM_ID) return pseudonyms.ofAccount(raw) + end
      if (column === FROM_NAME) return pseudonyms.of(raw) + end
      return (column === TEXT ? rewrite(raw) : raw) + end
    })
    .join('')
}

/** The user names in the author column of a Gitter archive. */
export function namesInGitter(tsv: string): string[] {
  return gitterFields(tsv).flatMap(({ column, raw }) => (column === FROM_NAME ? [raw] : []))
}

/** An IRC log, every nick in it replaced, whoever speaks, acts, joins or is spoken to. */
export function rewriteIrc(log: string, rewrite: RewriteText, pseudonyms: Pseudonyms): string {
  return log
    .split('\n')
    .map((line) => {
      const said = IRC_SAID.exec(line)
      if (said === null) return rewriteRenamed(line, pseudonyms) ?? rewrite(line)
      const [, before = '', nick = '', after = '', text = ''] = said
      return before + pseudonyms.of(nick) + after + rewrite(text)
    })
    .join('\n')
}

/** The nicks that speak, act or are renamed in an IRC log. */
export function namesInIrc(log: string): string[] {
  return log.split('\n').flatMap((line) => {
    const [, , from, , to] = IRC_RENAMED.exec(line) ?? []
    const [, , speaker] = IRC_SAID.exec(line) ?? []
    return [from, to, speaker].filter((name) => name !== undefined)
  })
}

const IRC_SAID = /^(\S+ [\d-]+ \[[\d:]+\] +(?:<|\* +|-))([^\s<>]+?)((?:>|-(?= )|(?= )))(.*)$/
const IRC_RENAMED = /^(\S+ [\d-]+ === )(\S+)( is now known as )(\S+)(.*)$/

function rewriteRenamed(line: string, pseudonyms: Pseudonyms): string | undefined {
  const renamed = IRC_RENAMED.exec(line)
  if (renamed === null) return undefined
  const [, before = '', from = '', between = '', to = '', after = ''] = renamed
  return before + pseudonyms.of(from) + between + pseudonyms.of(to) + after
}

const FROM_ID = 3
const FROM_NAME = 4
const TEXT = 6

interface RawField {
  readonly column: number
  /** The field as it stands in the file, quotes included. */
  readonly raw: string
  /** The tab or line end after it. */
  readonly end: string
}

/** The fields of quoted TSV in order; joining every `raw + end` gives the file back. */
export function gitterFields(tsv: string): RawField[] {
  const fields: RawField[] = []
  const field = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|$)/y
  let column = 0
  while (field.lastIndex < tsv.length) {
    const at = field.lastIndex
    const [, raw = '', end = ''] = field.exec(tsv) ?? []
    if (raw === '' && end === '') throw new Error(`not quoted TSV at character ${at}`)
    fields.push({ column, raw, end })
    column = end === '\t' ? column + 1 : 0
  }
  return fields
}

function withoutUnderscores(name: string): string[] {
  const bare = name.replace(/^_+|_+$/g, '')
  return bare.length >= 4 ? [name, bare] : [name]
}

function patternsFor(names: readonly string[]): RegExp[] {
  const ordinary = names.filter((name) => ORDINARY_WORDS.has(name.toLowerCase()))
  const telling = names.filter((name) => !ORDINARY_WORDS.has(name.toLowerCase()))
  return [
    ...wordPattern(
      telling.filter((name) => name.length >= 4),
      { flags: 'gi' },
    ),
    ...wordPattern(
      telling.filter((name) => name.length < 4),
      { flags: 'g' },
    ),
    ...wordPattern(ordinary, { flags: 'gi', before: '^ *', after: '(?=[:,])' }),
  ]
}

/** Any of the names as a whole word, longest first, in the shape `swap` takes. */
function wordPattern(
  names: readonly string[],
  {
    flags,
    before = '(?<![A-Za-z0-9_])',
    after = '(?![A-Za-z0-9_])',
  }: {
    readonly flags: string
    readonly before?: string
    readonly after?: string
  },
): RegExp[] {
  if (names.length === 0) return []
  const escaped = [...new Set(names)]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return [new RegExp(`(${before})(${escaped.join('|')})${after}`, flags)]
}
