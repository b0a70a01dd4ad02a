import { z } from 'zod'
import type { Condition } from './field-facts.ts'
import type { AdapterDescription, Field } from './description.ts'

/** A difference of an adapter between two revisions; `isBreaking` if its users may no longer compile, or lose something. */
export const adapterChangeSchema = z.object({
  part: z.enum(['parameter', 'option', 'pipeline', 'task', 'result', 'resource', 'composite']),
  change: z.enum(['added', 'removed', 'changed']),
  name: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  isBreaking: z.boolean(),
})
export type AdapterChange = z.infer<typeof adapterChangeSchema>

/** The changes of one adapter; unchanged adapters are left out. */
export const adapterDifferenceSchema = z.object({
  pattern: z.string(),
  name: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  changes: z.array(adapterChangeSchema),
})
export type AdapterDifference = z.infer<typeof adapterDifferenceSchema>

/** Compares the adapters of two revisions of a module, by pattern. */
export function compareAdapters(
  before: readonly AdapterDescription[],
  after: readonly AdapterDescription[],
): readonly AdapterDifference[] {
  const patterns = [...new Set([...before, ...after].map(({ pattern }) => pattern))].sort()
  return patterns.flatMap((pattern): AdapterDifference[] => {
    const [old, fresh] = [before, after].map((adapters) => adapters.find((adapter) => adapter.pattern === pattern))
    const name = fresh?.name ?? old?.name ?? pattern
    if (old === undefined) return [{ pattern, name, change: 'added', changes: [] }]
    if (fresh === undefined) return [{ pattern, name, change: 'removed', changes: [] }]
    const changes = changesOf(old, fresh)
    return changes.length === 0 ? [] : [{ pattern, name, change: 'changed', changes }]
  })
}

function changesOf(before: AdapterDescription, after: AdapterDescription): AdapterChange[] {
  return [
    ...fields('parameter', before.parameters, after.parameters),
    ...fields('option', before.options, after.options),
    ...names('pipeline', stageTexts(before), stageTexts(after)),
    ...names('task', taskTexts(before), taskTexts(after)),
    ...names('result', resultTexts(before), resultTexts(after)),
    ...names('resource', resourceTexts(before), resourceTexts(after)),
    ...names('composite', same(before.composes), same(after.composes), false),
  ]
}

function fields(
  part: 'parameter' | 'option',
  before: readonly Field[],
  after: readonly Field[],
): readonly AdapterChange[] {
  const [old, fresh] = [before, after].map((list) => new Map(list.map((field) => [field.name, field])))
  const all = [...new Set([...before, ...after].map(({ name }) => name))]
  return all.flatMap((name): AdapterChange[] => {
    const [a, b] = [old?.get(name), fresh?.get(name)]
    if (a === undefined && b !== undefined)
      return [{ part, change: 'added', name, after: fieldText(b), isBreaking: b.required }]
    if (a !== undefined && b === undefined)
      return [{ part, change: 'removed', name, before: fieldText(a), isBreaking: true }]
    if (a === undefined || b === undefined || fieldText(a) === fieldText(b)) return []
    const isBreaking = (b.required && !a.required) || a.kind !== b.kind || typeText(a) !== typeText(b)
    return [{ part, change: 'changed', name, before: fieldText(a), after: fieldText(b), isBreaking }]
  })
}

/** A field in one line: its type, whether it is optional, its default, and its condition. */
function fieldText(field: Field): string {
  const { when } = field
  const rest = field.default === undefined ? (field.required ? '' : '?') : ` = ${JSON.stringify(field.default)}`
  return `${typeText(field)}${rest}${when === undefined ? '' : ` if ${[when, ...(when.and ?? [])].map(conditionText).join(' && ')}`}`
}

function conditionText({ name, values }: Condition): string {
  return values === undefined ? name : `${name} == ${values.map((value) => JSON.stringify(value)).join(' | ')}`
}

/** A field's type without its default, because a new default breaks nobody. */
function typeText({ kind, constraint, default: initial, enum: choices }: Field): string {
  if (constraint === '') return kind
  const marked = `*${JSON.stringify(initial)}`
  const parts = constraint.split(' | ')
  if (choices !== undefined) return parts.map((part) => (part === marked ? part.slice(1) : part)).join(' | ')
  return parts.length === 1 ? constraint : parts.filter((part) => part !== marked).join(' | ')
}

function names(
  part: AdapterChange['part'],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  losesMatter = true,
): readonly AdapterChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): AdapterChange[] => {
    const [a, b] = [before.get(name), after.get(name)]
    if (a === b) return []
    const change = a === undefined ? 'added' : b === undefined ? 'removed' : 'changed'
    return [
      {
        part,
        change,
        name,
        ...(a === undefined || a === '' ? {} : { before: a }),
        ...(b === undefined || b === '' ? {} : { after: b }),
        isBreaking: change === 'removed' && losesMatter,
      },
    ]
  })
}

function stageTexts({ stages }: AdapterDescription): ReadonlyMap<string, string> {
  return new Map(stages.map(({ name, params }) => [name, params.join(', ')]))
}

function taskTexts({ stages }: AdapterDescription): ReadonlyMap<string, string> {
  return new Map(stages.flatMap(({ name, tasks }) => tasks.map((task) => [`${name}/${task}`, ''] as const)))
}

function resultTexts({ stages }: AdapterDescription): ReadonlyMap<string, string> {
  return new Map(stages.flatMap(({ name, results }) => results.map((result) => [`${name}/${result}`, ''] as const)))
}

function resourceTexts({ resources }: AdapterDescription): ReadonlyMap<string, string> {
  return new Map(resources.map(({ id, apiVersion, kind }) => [id, `${apiVersion} ${kind}`.trim()]))
}

function same(list: readonly string[]): ReadonlyMap<string, string> {
  return new Map(list.map((name) => [name, '']))
}
