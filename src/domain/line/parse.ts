import type { z } from 'zod'
import type { Finding } from '../problem.ts'
import {
  type AssemblyLine,
  assemblyLineSchema,
  gateSchema,
  lineInputSchema,
  type Stage,
  stageParamSchema,
  stageSchema,
} from './line.ts'
import { openYaml, type YamlPath, type YamlText } from './yaml-text.ts'

/** A line's text as it was understood. `line` is there as soon as something can be drawn, even beside errors. */
export interface ParsedLine {
  readonly text: string
  readonly line: AssemblyLine | undefined
  /** What stands in the way of reading the text as a line, all at once and in the order of the text. */
  readonly findings: readonly Finding[]
  readonly yaml: YamlText
  /** Index in `spec.stages` of the text by position in `line.spec.stages`: unreadable stages are left out of `line`. */
  readonly stageIndexes: readonly number[]
}

/**
 * Reads an AssemblyLine manifest (value-stream 3.1). Every problem of the YAML and of its form is found at once, with 1-based line and
 * column; what can be understood is given although other parts cannot.
 */
export function parseLine(text: string): ParsedLine {
  const yaml = openYaml(text)
  const broken = yaml.findings.some((finding) => finding.severity === 'error')
  const findings: Finding[] = [...yaml.findings]
  if (!isRecord(yaml.value)) {
    if (!broken)
      findings.push(
        formFinding(
          'not-a-line',
          'The text is not an AssemblyLine',
          {},
          yaml,
          [],
          'Begin with apiVersion: vs.axis-dev.io/v1',
        ),
      )
    return { text, line: undefined, findings, yaml, stageIndexes: [] }
  }
  const texted = withTexts(yaml.value, assemblyLineSchema, yaml, findings)
  const parsed = assemblyLineSchema.safeParse(texted)
  if (parsed.success)
    return {
      text,
      line: parsed.data,
      findings: inTextOrder(findings),
      yaml,
      stageIndexes: parsed.data.spec.stages.map((_, index) => index),
    }
  for (const issue of parsed.error.issues) findings.push(issueFinding(issue, yaml))
  const { line, stageIndexes } = readableParts(texted)
  return { text, line, findings: inTextOrder(findings), yaml, stageIndexes }
}

/** Numbers and booleans that stand where a text is wanted become what is written there, with a finding that asks for quotes. */
function withTexts(value: unknown, schema: z.ZodType, yaml: YamlText, findings: Finding[]): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success) return value
  const copy: unknown = copyOf(value)
  for (const issue of parsed.error.issues) {
    if (issue.code !== 'invalid_type' || issue.expected !== 'string') continue
    const path = pathOf(issue)
    const parent = valueAt(copy, path.slice(0, -1))
    const key = path.at(-1)
    const source = yaml.sourceAt(path)
    const found = valueAt(copy, path)
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

function readableParts(value: unknown): { line: AssemblyLine; stageIndexes: readonly number[] } {
  const root = isRecord(value) ? value : {}
  const metadata = isRecord(root['metadata']) ? root['metadata'] : {}
  const spec = isRecord(root['spec']) ? root['spec'] : {}
  const stages: Stage[] = []
  const stageIndexes: number[] = []
  listOf(spec['stages']).forEach((item, index) => {
    const stage = readableStage(item)
    if (stage === undefined) return
    stages.push(stage)
    stageIndexes.push(index)
  })
  const name = typeof metadata['name'] === 'string' ? metadata['name'] : ''
  const results = assemblyLineSchema.shape.spec.shape.results.unwrap().unwrap().element
  const line: AssemblyLine = {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name },
    spec: {
      params: readable(spec['params'], lineInputSchema),
      results: readable(spec['results'], results),
      gates: readable(spec['gates'], gateSchema),
      stages,
    },
  }
  return { line, stageIndexes }
}

/** A stage that can be drawn: it has a name; what else cannot be read is taken as empty. */
function readableStage(item: unknown): Stage | undefined {
  const parsed = stageSchema.safeParse(item)
  if (parsed.success) return parsed.data
  if (!isRecord(item) || typeof item['name'] !== 'string' || item['name'] === '') return undefined
  const spec = isRecord(item['spec']) ? item['spec'] : {}
  const deployment = isRecord(spec['deployment']) ? spec['deployment'] : {}
  return {
    name: item['name'],
    spec: {
      pipeline: textOf(spec['pipeline']),
      deployment: { app: textOf(deployment['app']), name: textOf(deployment['name']) },
      params: readable(spec['params'], stageParamSchema),
    },
    runAfter: listOf(item['runAfter']).filter((entry) => typeof entry === 'string'),
    gates: listOf(item['gates']).filter((entry) => typeof entry === 'string'),
  }
}

function readable<T>(value: unknown, schema: z.ZodType<T>): T[] {
  return listOf(value).flatMap((item) => {
    const parsed = schema.safeParse(item)
    return parsed.success ? [parsed.data] : []
  })
}

function issueFinding(issue: z.core.$ZodIssue, yaml: YamlText): Finding {
  const path = pathOf(issue)
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
  return formFinding('field-value', `${field}: ${issue.message}`, { field, wanted: issue.message }, yaml, path)
}

function formFinding(
  code: string,
  message: string,
  args: Record<string, string>,
  yaml: YamlText,
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

function inTextOrder(findings: readonly Finding[]): readonly Finding[] {
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
