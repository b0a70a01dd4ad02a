import { applies } from '../catalog/conditional-fields.ts'
import { nearestName } from '../../line/nearest-name.ts'
import type { FindingCode, QvsFindingCode } from '../../finding-codes.ts'
import type { Finding } from '../../problem.ts'
import type { Field } from '../catalog/description.ts'
import { brokenBound } from '../../parameters/check-value.ts'
import { isLiteral } from '../compile/interpolate.ts'
import { builtinModule } from '../modules/module-address.ts'
import { parseQvsConfig, type QvsConfig, type QvsDesignPattern } from '../qvs-config/qvs-config.ts'
import type { TextPosition } from '../qvs-config/field-reader.ts'
import { adapterOf, type QvsKnowledge } from './knowledge.ts'

/**
 * Finds all problems of a QVS Config at once, from its text and from what is known about the project's adapters. Adapters of modules that the project
 * does not know are left to the compiler.
 */
export function checkQvs(text: string, knowledge: QvsKnowledge): readonly Finding[] {
  const { config, findings } = parseQvsConfig(text)
  const own = config.designPatterns.flatMap((entry, index) => [
    ...checkPattern(entry, index, config, knowledge),
    ...checkModule(entry, index, config, knowledge),
    ...checkFields(entry, index, knowledge),
  ])
  const at = ({ place }: Finding): number => (place.line ?? 0) * 10_000 + (place.column ?? 0)
  return [...findings, ...own].toSorted((a, b) => at(a) - at(b))
}

function checkPattern(
  entry: QvsDesignPattern,
  index: number,
  { modules }: QvsConfig,
  knowledge: QvsKnowledge,
): Finding[] {
  if (adapterOf(entry.pattern, knowledge.adapters) !== undefined) return []
  // For a module that only the file names, just the adapters already in use are known.
  const isCatalogs = (name: string): boolean => knowledge.modules.some((module) => module.name === name)
  if (modules.some(({ name }) => !isCatalogs(name) && name !== builtinModule && entry.pattern.startsWith(`${name}/`)))
    return []
  const known = knowledge.adapters.map(({ pattern }) => pattern)
  const near = nearestName(entry.pattern, known)
  const isOfKnownModule = knowledge.adapters.some(({ pattern, module }) => {
    const root = pattern.startsWith(module.name) ? module.name : pattern.split('/').slice(0, 2).join('/')
    return entry.pattern.startsWith(`${root}/`)
  })
  if (near === undefined && !isOfKnownModule) return []
  return [
    finding('error', 'unknown-adapter', `There is no adapter ${entry.pattern}`, entry.at, {
      path: `designPatterns[${index}].pattern`,
      args: { pattern: entry.pattern, ...(near === undefined ? {} : { near }) },
      ...(near === undefined ? {} : { fix: `Did you mean ${near}?` }),
    }),
  ]
}

/**
 * Reports a catalog adapter whose module is missing in `modules`. Entries that the catalog does not know, or that use a folder, may contain the
 * adapter: those are left to the compiler.
 */
function checkModule(
  entry: QvsDesignPattern,
  index: number,
  { modules }: QvsConfig,
  knowledge: QvsKnowledge,
): Finding[] {
  const module = adapterOf(entry.pattern, knowledge.adapters)?.module
  if (module === undefined || module.name === '' || module.name === builtinModule) return []
  const isNamed = modules.some(({ name }) => name === module.name)
  const areKnown = modules.every(
    ({ name, source }) => source.kind !== 'local' && knowledge.modules.some((known) => known.name === name),
  )
  if (isNamed || !areKnown) return []
  return [
    finding('error', 'module-not-named', `modules does not name ${module.name}, which has ${entry.pattern}`, entry.at, {
      path: `designPatterns[${index}].pattern`,
      args: { pattern: entry.pattern, module: module.name },
      fix: `Add ${module.name} with the revision ${module.revision} to modules`,
    }),
  ]
}

function checkFields(entry: QvsDesignPattern, index: number, knowledge: QvsKnowledge): Finding[] {
  const adapter = adapterOf(entry.pattern, knowledge.adapters)
  if (adapter === undefined) return []
  const groups = [
    ['params', entry.params, entry.paramsAt, adapter.parameters],
    ['pipelineParams', entry.pipelineParams, entry.optionsAt, adapter.options],
  ] as const
  return groups.flatMap(([group, given, places, fields]) => {
    const path = (name: string): string => `designPatterns[${index}].${group}.${name}`
    const names = fields.map(({ name }) => name)
    const unknown = Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => {
        const near = nearestName(name, names)
        // A likely typo is an error; any other name is ignored, which may be intended (decision 37).
        const severity = near === undefined ? 'warning' : 'error'
        return finding(severity, 'unknown-field', `${adapter.name} has no ${group} ${name}`, places[name] ?? entry.at, {
          path: path(name),
          args: { name, adapter: adapter.name, pattern: entry.pattern, ...(near === undefined ? {} : { near }) },
          ...(near === undefined ? {} : { fix: `Did you mean ${near}?` }),
        })
      })
    const missing = fields
      .filter((field) => field.required && given[field.name] === undefined && applies(field, fields, given) === true)
      .map((field) =>
        finding('error', 'missing-field', `${adapter.name} needs the parameter ${field.name}`, entry.at, {
          path: path(field.name),
          args: { name: field.name, adapter: adapter.name, group },
          fix: `Add ${field.name}: $(params.${field.name})`,
        }),
      )
    const unfit = fields.flatMap((field) => {
      const why = whyUnfit(field, given[field.name])
      if (why === undefined) return []
      const { code, words, wanted } = why
      return [
        finding('error', code, `${field.name} ${words}`, places[field.name] ?? entry.at, {
          path: path(field.name),
          args: { name: field.name, wanted, value: JSON.stringify(given[field.name]) },
        }),
      ]
    })
    return [...unknown, ...missing, ...unfit]
  })
}

interface Unfit {
  readonly code: 'unfit-choice' | 'unfit-kind' | 'unfit-least' | 'unfit-most' | 'unfit-above' | 'unfit-below'
  readonly words: string
  readonly wanted: string
}

/** Why a written value does not fit; values composed from parameters can only be checked once those are known. */
function whyUnfit(field: Field, value: unknown): Unfit | undefined {
  if (value === undefined || value === null || !isLiteral(value)) return undefined
  if (field.enum !== undefined && !field.enum.some((one) => one === value)) {
    const wanted = field.enum.map((one) => JSON.stringify(one)).join(', ')
    return { code: 'unfit-choice', words: `must be one of ${wanted}`, wanted }
  }
  if (!isOfKind(field, value))
    return {
      code: 'unfit-kind',
      words: `must be ${kindWords[field.kind]}, not ${JSON.stringify(value)}`,
      wanted: field.kind,
    }
  if (typeof value !== 'number') return undefined
  const broken = brokenBound(field, value)
  if (broken === undefined) return undefined
  const { code, words } = boundWords[broken.bound]
  return { code, words: `${words} ${broken.limit}`, wanted: String(broken.limit) }
}

const boundWords = {
  minimum: { code: 'unfit-least', words: 'must be at least' },
  maximum: { code: 'unfit-most', words: 'must be at most' },
  above: { code: 'unfit-above', words: 'must be more than' },
  below: { code: 'unfit-below', words: 'must be less than' },
} as const

const kindWords: Readonly<Record<Field['kind'], string>> = {
  string: 'a text (quote it)',
  int: 'a whole number',
  number: 'a number',
  bool: 'true or false',
  list: 'a list',
  map: 'a map',
  struct: 'a map',
  secret: 'a secret',
  any: 'anything',
}

function isOfKind({ kind }: Field, value: unknown): boolean {
  switch (kind) {
    case 'string':
      return typeof value === 'string'
    case 'int':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'bool':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'map':
    case 'struct':
      return typeof value === 'object' && !Array.isArray(value)
    // References are recognised by their form, and `any` accepts everything.
    case 'secret':
    case 'any':
      return true
  }
}

function finding(
  severity: Finding['severity'],
  code: QvsFindingCode,
  message: string,
  at: TextPosition,
  more: { readonly path: string; readonly args: Record<string, string>; readonly fix?: string },
): Finding {
  return {
    severity,
    code: `qvs-${code}` satisfies FindingCode,
    message,
    args: more.args,
    place: { line: at.line, column: at.column, path: more.path },
    ...(more.fix === undefined ? {} : { fix: more.fix }),
  }
}
