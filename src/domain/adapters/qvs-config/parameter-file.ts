import { LineCounter, isMap, isNode } from 'yaml'
import { parseDocument } from '../../yaml.ts'
import { z } from 'zod'
import { problem, type Finding, type Problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, ok, type Result } from '../../result.ts'
import { checkAliases } from '../../yaml-aliases.ts'
import type { QvsConfig } from './qvs-config.ts'

/** Values for the parameters of a QVS Config, as compilers expect them. */
export interface ParameterValues {
  readonly values: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, { readonly key: string; readonly version?: string }>>
}

// Scalars keep their source text: 1.10 is not a number, and version 007 keeps its zeros.
const scalar = z.string()
/** Lists become one text with commas, as people write them in a Deployment Config (Value Stream). */
const valueSchema = z.union([scalar, z.array(scalar).transform((items) => items.join(','))])
const secretSchema = z
  .object({ key: scalar, version: scalar.optional() })
  .transform(({ key, version }) => ({ key, ...(version === undefined ? {} : { version }) }))

const listsSchema = z.object({
  params: z.array(z.object({ name: scalar, value: valueSchema })).nullish(),
  secrets: z.array(z.object({ name: scalar, key: scalar, version: scalar.nullish() })).nullish(),
})

/**
 * Parses a parameter file, YAML or JSON (Value Stream): either lists `params` and `secrets`, or plain names with values as in a Deployment Config,
 * where a secret is a map with `key` and perhaps `version`.
 */
export function parseParameterFile(text: string): Result<ParameterValues, Problem> {
  const lines = new LineCounter()
  const document = checkAliases(parseDocument(text, { lineCounter: lines, schema: 'failsafe' }))
  const [first] = document.errors
  if (first !== undefined) {
    const { line, col } = lines.linePos(first.pos[0])
    return err(
      problem('invalid-document', first.message, { place: { line: Math.max(1, line), column: Math.max(1, col) } }),
    )
  }
  const data: unknown = document.toJS() ?? {}
  if (!isMap(document.contents) && document.contents !== null)
    return err(
      problem('invalid-document', say`A parameter file holds params and secrets, or names with values`, {
        fix: say`{"params": [{"name": "...", "value": "..."}], "secrets": []}`,
        place: { line: 1, column: 1 },
      }),
    )
  const isLists =
    isMap(document.contents) && (Array.isArray(fieldOf(data, 'params')) || Array.isArray(fieldOf(data, 'secrets')))
  const read = isLists ? readLists(data) : readNames(data)
  if (read.success) return ok(read.data)
  const findings = read.error.issues.map(({ path }): Finding => {
    const steps = path.filter(isStep)
    const node = document.getIn(steps, true)
    const range = isNode(node) ? node.range : undefined
    const { line, col } = lines.linePos(range?.[0] ?? 0)
    return {
      severity: 'error',
      code: 'parameter-file',
      message: isLists
        ? `${steps.join('.')} is not what an entry of params or secrets holds`
        : `${steps.join('.')} is neither a value nor a secret`,
      args: { path: steps.join('.') },
      fix: isLists
        ? 'Write {"params": [{"name": "...", "value": "..."}], "secrets": [{"name": "...", "key": "..."}]}'
        : 'Write a text, a number or a list of them, or {key: ..., version: ...} for a secret',
      place: { line: Math.max(1, line), column: Math.max(1, col) },
    }
  })
  return err(problem('invalid-document', findings[0]?.message ?? 'The parameter file cannot be read', { findings }))
}

function isStep(step: PropertyKey): step is string | number {
  return typeof step !== 'symbol'
}

function fieldOf(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Object.entries(data).find(([key]) => key === name)?.[1] : undefined
}

function readLists(data: unknown) {
  return listsSchema
    .transform(({ params, secrets }): ParameterValues => ({
      values: Object.fromEntries((params ?? []).map(({ name, value }) => [name, value])),
      secrets: Object.fromEntries(
        (secrets ?? []).map(({ name, key, version }) => [
          name,
          { key, ...(version === undefined || version === null ? {} : { version }) },
        ]),
      ),
    }))
    .safeParse(data)
}

function readNames(data: unknown) {
  return z
    .record(z.string(), z.union([valueSchema, secretSchema]))
    .transform((entries): ParameterValues => {
      const values: Record<string, string> = {}
      const secrets: Record<string, { key: string; version?: string }> = {}
      for (const [name, value] of Object.entries(entries)) {
        if (typeof value === 'string') values[name] = value
        else secrets[name] = value
      }
      return { values, secrets }
    })
    .safeParse(data)
}

/** Compares a parameter file with the QVS Config; reports undeclared names, and declared ones without a value. */
export function compareParameters(config: QvsConfig, { values, secrets }: ParameterValues): readonly Finding[] {
  const declared = new Map(config.params.map((param) => [param.name, param]))
  const unknown = [...Object.keys(values), ...Object.keys(secrets)].filter(
    (name) => !declared.has(name) && name !== 'pathToSharedSource',
  )
  const missing = config.params.filter(
    ({ name, type }) => (type === 'secret' ? secrets[name] : values[name]) === undefined,
  )
  return [
    ...unknown.map((name): Finding => ({
      severity: 'warning',
      code: 'param-undeclared',
      message: `The QVS Config does not declare the parameter "${name}"; its value is not used`,
      args: { name },
      place: {},
    })),
    ...missing.map(({ name, type, at }): Finding => ({
      severity: 'error',
      code: 'param-missing',
      message: `The ${type === 'secret' ? 'secret' : 'parameter'} "${name}" has no value`,
      args: { name },
      fix:
        type === 'secret'
          ? `Add {"name": "${name}", "key": "..."} to secrets of the parameter file`
          : `Add {"name": "${name}", "value": "..."} to params of the parameter file`,
      place: { line: at.line, column: at.column, path: 'params', parameter: name },
    })),
  ]
}
