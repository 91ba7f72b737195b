/**
 * A build step of our own: texts are divided as what says them is, so that nobody fetches what is said on
 * screens that a page may never show. Which step brings what stands in `text-steps.ts`; a script that says
 * something before its step ends the build.
 */
import { readFile } from 'node:fs/promises'
import { type ObjectExpression, type ObjectPropertyKind, parseSync } from 'oxc-parser'
import type { Plugin } from 'vite'
import { isIn, isStep, type StepName } from './text-steps.ts'

const TEXTS = /\/packages\/ui\/src\/texts\//
/** English and the translations, a topic a file; their indexes; and what says where those are. */
const DIVIDED = /\/texts\/(?:(?:english|translations)|[a-z]{2}\/(?!grammar)[a-z-]+)\.ts$/
const TOPICS = /\/texts\/([a-z]{2})\/(?!index)[a-z-]+\.ts\?step=(\w+)$/
const STEP = /(?:\/texts\/steps\/(\w+)\.ts|\?step=(\w+))$/

export function textsInSteps(): Plugin {
  const topics = new Set<string>()
  return {
    name: 'parley:texts-in-steps',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const [, file, query] = STEP.exec(importer ?? '') ?? []
      const step = file ?? query
      if (step === undefined || !TEXTS.test(importer ?? '')) return undefined
      const found = await this.resolve(source, importer?.replace(/\?.*$/, ''), {
        ...options,
        skipSelf: true,
      })
      return found !== null && DIVIDED.test(found.id) ? `${found.id}?step=${step}` : found
    },
    async load(id) {
      const path = id.replace(/\?.*$/, '')
      const [, language, step] = TOPICS.exec(id) ?? []
      if (!isStep(step)) return undefined
      this.addWatchFile(path)
      const code = await readFile(path, 'utf8')
      if (language === 'en') for (const topic of topicsIn(code)) topics.add(topic)
      return textsOf(code, step)
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      const saidIn = (id: string): readonly string[] =>
        TEXTS.test(id) ? [] : textsSaid(this.getModuleInfo(id)?.code ?? '', topics)
      const problems = saidTooEarly(chunks, saidIn)
      if (problems.length > 0) this.error(problems.join('\n'))
    },
  }
}

/** Such a file, with nothing but what that step brings. */
export function textsOf(code: string, step: StepName): string {
  const texts = objectIn(code)
  return code.slice(0, texts.start) + partOf(texts, code, step, '') + code.slice(texts.end)
}

function topicsIn(code: string): readonly string[] {
  return objectIn(code).properties.map((one) => nameOf(one))
}

function objectIn(code: string): ObjectExpression {
  for (const statement of parseSync('texts.ts', code).program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    if (statement.declaration?.type !== 'VariableDeclaration') continue
    const init = statement.declaration.declarations[0]?.init
    const texts = init?.type === 'TSAsExpression' ? init.expression : init
    if (texts?.type === 'ObjectExpression') return texts
  }
  throw new Error('this file exports no texts')
}

function partOf(texts: ObjectExpression, code: string, step: StepName, topic: string): string {
  const kept = texts.properties.flatMap((one) => {
    const name = nameOf(one)
    const path = topic === '' ? name : `${topic}.${name}`
    const is = isIn(path, step)
    if (is === 'wholly') return code.slice(one.start, one.end)
    const value = is === 'partly' && one.type === 'Property' ? one.value : undefined
    return value?.type === 'ObjectExpression' ? `${name}: ${partOf(value, code, step, path)}` : []
  })
  return `{${kept.join(',')}}`
}

function nameOf(one: ObjectPropertyKind): string {
  if (one.type === 'Property' && one.key.type === 'Identifier') return one.key.name
  if (one.type === 'Property' && one.key.type === 'Literal') return String(one.key.value)
  throw new Error('texts are to be named one by one')
}

interface Chunk {
  readonly fileName: string
  readonly name: string
  readonly imports: readonly string[]
  readonly moduleIds: readonly string[]
}

/** Scripts, and the steps whose texts are here by then. */
const SCRIPTS = {
  face: ['first'],
  talk: ['first', 'conversation'],
  'embedded-contents': ['first', 'conversation', 'acts'],
} as const

/** What says a text that may not be here yet, one sentence each. */
export function saidTooEarly(
  chunks: readonly Chunk[],
  saidIn: (id: string) => readonly string[],
): string[] {
  return Object.entries(SCRIPTS).flatMap(([name, steps]) =>
    withImports(name, chunks).flatMap(({ moduleIds }) =>
      moduleIds.flatMap((id) =>
        saidIn(id)
          .filter((path) => !steps.some((step) => isIn(path, step) === 'wholly'))
          .map((path) => `${id} says "${path}" in the script "${name}": see text-steps.ts`),
      ),
    ),
  )
}

function withImports(name: string, chunks: readonly Chunk[]): readonly Chunk[] {
  const found = new Set(chunks.filter((one) => one.name === name))
  if (found.size !== 1) throw new Error(`there is no one script "${name}"`)
  for (const { imports } of found)
    for (const one of chunks) if (imports.includes(one.fileName)) found.add(one)
  return [...found]
}

const COMMENT = /\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm

/** `topic.name`, or `topic` alone where any of it may be said; also by way of another name for texts or topic. */
export function textsSaid(source: string, topics: ReadonlySet<string>): readonly string[] {
  const code = source.replaceAll(COMMENT, ' ')
  const others = [...code.matchAll(/\b(\w+) = useWords\(\)/g)].map(([, name]) => name)
  const all = new RegExp(`\\b(?:${['texts', ...others].join('|')})\\.(\\w+)(?:\\.(\\w+))?`, 'g')
  const said = [...code.matchAll(all)].flatMap(({ 1: topic = '', 2: name, index }) =>
    (name === undefined ? namesIn(code, index) : [name]).map((one) => `${topic}.${one}`),
  )
  const taken = [...code.matchAll(/\{([\w\s,]+)\} = (?:texts|useWords\(\))(?!\.)/g)]
  for (const [, names = ''] of taken) said.push(...namesOf(names).map((topic) => `${topic}.*`))
  const found = said.filter((path) => topics.has(path.replace(/\..*$/, '')))
  return [...new Set(found.map((path) => path.replace(/\.\*$/, '')))]
}

/** Of the topic that stands there; `*` where it is handed on. */
function namesIn(code: string, at: number): readonly string[] {
  const before = code.slice(0, at)
  const taken = /\{([\w\s,]+)\} = $/.exec(before)?.[1]
  if (taken !== undefined) return namesOf(taken)
  const called = /\b(\w+) = $/.exec(before)?.[1]
  if (called === undefined) return ['*']
  const uses = [...code.matchAll(new RegExp(`\\b${called}\\b(?! = )(?:\\.(\\w+))?`, 'g'))]
  return uses.map(([, name = '*']) => name)
}

function namesOf(list: string): readonly string[] {
  return list.split(',').flatMap((name) => name.trim() || [])
}
