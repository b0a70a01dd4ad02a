import type { z } from 'zod'
import type { FindingCode } from '../finding-codes.ts'
import type { Finding } from '../problem.ts'
import { isRecord } from '../record.ts'
import type { YamlPath, YamlText } from './yaml-text.ts'

/** A parsed text with the places of its values. */
export type Readable = Pick<YamlText, 'value' | 'rangeAt' | 'sourceAt'>

/** The finding for a text that is not an AssemblyLine. */
export function notALine(yaml: Readable): Finding {
  return formFinding(
    'not-a-line',
    'The text is not an AssemblyLine',
    {},
    yaml,
    [],
    'Begin with apiVersion: vs.axis-dev.io/v1',
  )
}

/** Where a text is expected, turns numbers and booleans into their source text and adds a finding that asks for quotes. */
export function withTexts(
  value: unknown,
  schema: z.ZodType,
  yaml: Readable,
  findings: Finding[],
  prefix: YamlPath = [],
): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success) return value
  const copy: unknown = copyOf(value)
  for (const issue of parsed.error.issues) {
    if (issue.code !== 'invalid_type' || issue.expected !== 'string') continue
    const inner = pathOf(issue)
    const path = [...prefix, ...inner]
    const parent = valueAt(copy, inner.slice(0, -1))
    const key = inner.at(-1)
    const source = yaml.sourceAt(path)
    const found = valueAt(copy, inner)
    if (key === undefined || source === undefined || !['number', 'bigint', 'boolean'].includes(typeof found)) continue
    if (Array.isArray(parent) && typeof key === 'number') parent[key] = source
    else if (isRecord(parent)) parent[key] = source
    findings.push(
      formFinding(
        'not-text',
        `${source} is not a text`,
        { value: source },
        yaml,
        path,
        `Put it in quotes: "${source}"`,
      ),
    )
  }
  return copy
}

/** Turns a schema issue into a finding at the value it is about. */
export function issueFinding(issue: z.core.$ZodIssue, yaml: Readable, prefix: YamlPath = []): Finding {
  const path = [...prefix, ...pathOf(issue)]
  const field = path.join('.')
  const found = valueAt(yaml.value, path)
  if (issue.code === 'invalid_type' && found === undefined) {
    return formFinding('field-missing', `${field} is missing`, { field }, yaml, path, `Add ${String(path.at(-1))}`)
  }
  if (issue.code === 'invalid_value') {
    const wanted = issue.values.map(String).join(', ')
    return formFinding('field-value', `${field} must be ${wanted}`, { field, wanted }, yaml, path, `Write ${wanted}`)
  }
  if (issue.code === 'too_small' && Array.isArray(found))
    return formFinding('no-stages', 'The line has no stage', {}, yaml, path, 'Add a stage')
  if (issue.code === 'invalid_type') {
    return formFinding(
      'field-type',
      `${field} must be ${issue.expected}`,
      { field, wanted: issue.expected },
      yaml,
      path,
    )
  }
  if (issue.code === 'too_small' && issue.origin === 'string')
    return formFinding('field-missing', `${field} is empty`, { field }, yaml, path, `Write a ${String(path.at(-1))}`)
  if (issue.code === 'too_small') {
    const least = String(issue.minimum)
    return formFinding('field-least', `${field} must be at least ${least}`, { field, least }, yaml, path)
  }
  if (issue.code === 'invalid_format')
    return formFinding(
      'field-name',
      `${field} is no name`,
      { field },
      yaml,
      path,
      'Begin with a letter; digits, - and _ may follow',
    )
  return formFinding('field-value', `${field}: ${issue.message}`, { field, wanted: issue.message }, yaml, path)
}

function formFinding(
  code: FindingCode,
  message: string,
  args: Record<string, string>,
  yaml: Readable,
  path: YamlPath,
  fix?: string,
): Finding {
  const { line, column } = yaml.rangeAt(path)
  const stage =
    path[0] === 'spec' && path[1] === 'stages' ? valueAt(yaml.value, [...path.slice(0, 3), 'name']) : undefined
  return {
    severity: 'error',
    code,
    message,
    args,
    ...(fix === undefined ? {} : { fix }),
    place: { line, column, path: path.join('.'), ...(typeof stage === 'string' ? { stage } : {}) },
  }
}

/** Sorts findings by their place in the text. */
export function inTextOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0),
  )
}

function pathOf(issue: z.core.$ZodIssue): (string | number)[] {
  return issue.path.map((key) => (typeof key === 'symbol' ? key.toString() : key))
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let found = value
  for (const key of path) {
    if (Array.isArray(found) && typeof key === 'number') found = found[key]
    else if (isRecord(found)) found = found[key]
    else return undefined
  }
  return found
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf)
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)])) : value
}
