import { isMap, isScalar, LineCounter, type Document, type YAMLMap } from 'yaml'
import { parseDocument } from '../../yaml.ts'
import type { Finding } from '../../problem.ts'
import { remembered } from '../../remember.ts'
import { syntaxFindings } from '../../line/yaml-text.ts'
import { checkAliases } from '../../yaml-aliases.ts'
import { referencesIn } from '../compile/interpolate.ts'
import { createFieldReader, type FieldReader, type Said, type TextPosition } from './field-reader.ts'
import { qvsParamTypes, type QvsParamType } from './qvs-param-type.ts'

/** A parameter that the application declares for its adapters (`params`). */
export interface QvsParam {
  readonly name: string
  readonly type: QvsParamType
  readonly at: TextPosition
}

/** Where a module comes from: a Git revision of its own name, a directory beside the QVS Config, or an explicit repository. */
export type QvsModuleSource =
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly repo: string; readonly revision: string; readonly path: string }

/** A module that provides adapters (`modules`). */
export interface QvsModule {
  readonly name: string
  readonly source: QvsModuleSource
  readonly at: TextPosition
}

/** An adapter in use; `paramsAt` and `optionsAt` give the place of each value. */
export interface QvsDesignPattern {
  readonly pattern: string
  readonly params: Readonly<Record<string, unknown>>
  readonly pipelineParams: Readonly<Record<string, unknown>>
  readonly at: TextPosition
  readonly paramsAt: Readonly<Record<string, TextPosition>>
  readonly optionsAt: Readonly<Record<string, TextPosition>>
}

/** The readable part of a QVS Config (`qvs.yaml`, Value Stream). */
export interface QvsConfig {
  readonly params: readonly QvsParam[]
  readonly modules: readonly QvsModule[]
  readonly designPatterns: readonly QvsDesignPattern[]
}

/** The readable part of the configuration, and all its problems; findings of severity error forbid compiling. */
export interface ParsedQvsConfig {
  readonly config: QvsConfig
  readonly findings: readonly Finding[]
}

/** Names that the compiler itself provides (Value Stream). */
export const reservedParams: readonly string[] = ['pathToSharedSource']

/** Parses a QVS Config (Value Stream) and reports all errors at once, each with 1-based line and column. */
export const parseQvsConfig: (text: string) => ParsedQvsConfig = remembered(readConfig, 500)

function readConfig(text: string): ParsedQvsConfig {
  const lines = new LineCounter()
  const document = checkAliases(parseDocument(text, { lineCounter: lines, merge: true }))
  const reader = createFieldReader(document, lines)
  const broken = new Set<number>()
  for (const finding of syntaxFindings(document, lines)) {
    // One mistake often causes several errors in its line; the first is the most accurate.
    const { line = 1 } = finding.place
    if (broken.has(line)) continue
    broken.add(line)
    reader.findings.push({ ...finding, code: 'qvs-yaml' })
  }
  for (const { code, message, pos } of document.warnings)
    reader.report('warning', { code: 'yaml', message, reason: code }, pos[0])
  const config = read(document, reader)
  checkReferences(config, reader.note)
  return { config, findings: reader.findings }
}

interface Item {
  readonly map: YAMLMap
  readonly path: string
}

function readParam(reader: FieldReader, { map, path }: Item): QvsParam[] {
  const { rejectUnknown, startOf, textAt, field, report, position } = reader
  rejectUnknown(map, path, ['name', 'type'])
  const at = startOf(map)
  const name = textAt(map, path, 'name')
  const type = textAt(map, path, 'type')
  if (name === undefined || name === '') {
    if (field(map, 'name') === undefined) report('error', lacking(path, 'name'), at, path)
    return []
  }
  const known = qvsParamTypes.find((candidate) => candidate === type)
  if (known === undefined) {
    const types = qvsParamTypes.slice(0, 4).join(', ')
    report(
      'error',
      { code: 'param-type', message: `${path}: the type of "${name}" must be one of ${types}`, name, types },
      at,
      `${path}.type`,
      `Write type: string`,
    )
    return [{ name, type: 'string', at: position(at) }]
  }
  if (['bool', 'float', 'object'].includes(known)) {
    report(
      'warning',
      {
        code: 'param-extension',
        message: `${path}: type ${known} is an extension that other tools do not know`,
        type: known,
      },
      at,
      `${path}.type`,
    )
  }
  return [{ name, type: known, at: position(at) }]
}

function readModule(reader: FieldReader, { map, path }: Item): QvsModule[] {
  const { rejectUnknown, startOf, textAt, field, report, position } = reader
  rejectUnknown(map, path, ['name', 'revision', 'local', 'remote'])
  const at = startOf(map)
  const name = textAt(map, path, 'name')
  if (name === undefined || name === '') {
    if (field(map, 'name') === undefined) report('error', lacking(path, 'name'), at, path)
    return []
  }
  const given = ['revision', 'local', 'remote'].filter((key) => field(map, key) !== undefined)
  if (given.length !== 1) {
    const said = given.length === 0 ? 'none is given' : `${given.join(' and ')} are given`
    const message = `${path} needs exactly one of revision, local and remote; ${said}`
    report('error', { code: 'module-source', message }, at, path)
    return []
  }
  const source = readSource(reader, map, path)
  return source === undefined ? [] : [{ name, source, at: position(at) }]
}

function readSource(reader: FieldReader, map: YAMLMap, path: string): QvsModuleSource | undefined {
  const { rejectUnknown, startOf, textAt, field, report, resolve } = reader
  const revision = textAt(map, path, 'revision')
  if (revision !== undefined) return { kind: 'revision', revision }
  for (const kind of ['local', 'remote'] as const) {
    const inner = resolve(field(map, kind)?.value)
    if (inner === undefined) continue
    if (!isMap(inner)) {
      const message = `${path}.${kind} must hold keys and values`
      report('error', { code: 'not-a-map', message }, startOf(inner), `${path}.${kind}`)
      return undefined
    }
    rejectUnknown(inner, `${path}.${kind}`, kind === 'local' ? ['path'] : ['repo', 'revision', 'path'])
    const directory = textAt(inner, `${path}.${kind}`, 'path') ?? '.'
    if (kind === 'local') return { kind, path: directory }
    const repo = textAt(inner, `${path}.${kind}`, 'repo')
    const commit = textAt(inner, `${path}.${kind}`, 'revision')
    if (repo !== undefined && commit !== undefined) return { kind, repo, revision: commit, path: directory }
    report('error', lacking(`${path}.remote`, 'repo, revision'), startOf(inner), `${path}.remote`)
  }
  return undefined
}

function readPattern(reader: FieldReader, { map, path }: Item): QvsDesignPattern[] {
  const { rejectUnknown, startOf, textAt, field, report, position, resolve, values } = reader
  rejectUnknown(map, path, ['pattern', 'params', 'pipelineParams', 'pipeline_params'])
  const pattern = textAt(map, path, 'pattern')
  if (pattern === undefined || pattern === '') {
    if (field(map, 'pattern') === undefined) report('error', lacking(path, 'pattern'), startOf(map), path)
    return []
  }
  const params = values(map, path, 'params')
  const options = values(map, path, 'pipelineParams', 'pipeline_params')
  const at = position(startOf(resolve(field(map, 'pattern')?.value)))
  return [
    {
      pattern,
      params: params.values,
      pipelineParams: options.values,
      at,
      paramsAt: params.places,
      optionsAt: options.places,
    },
  ]
}

function read(document: Document.Parsed, reader: FieldReader): QvsConfig {
  const { rejectUnknown, startOf, field, report, items } = reader
  const root = document.contents
  if (!isMap(root)) {
    const empty = root === null || (isScalar(root) && root.value === null)
    report(
      'error',
      empty
        ? { code: 'empty', message: 'The QVS Config is empty' }
        : { code: 'no-config', message: 'A QVS Config holds the keys params, modules and designPatterns' },
      0,
    )
    return { params: [], modules: [], designPatterns: [] }
  }
  rejectUnknown(root, '', ['params', 'modules', 'designPatterns', 'design_patterns'])
  // In a text that cannot be parsed, the key may be present but unread.
  if (document.errors.length === 0 && field(root, 'designPatterns', 'design_patterns') === undefined) {
    const message = 'The QVS Config needs the key designPatterns'
    report('error', { code: 'no-patterns', message }, startOf(root), 'designPatterns')
  }
  const modules = items(root, 'modules').flatMap((item) => readModule(reader, item))
  const designPatterns = items(root, 'designPatterns', 'design_patterns').flatMap((item) => readPattern(reader, item))
  const params = items(root, 'params').flatMap((item) => readParam(reader, item))
  return { params: uniqueParams(params, reader.note), modules, designPatterns }
}

/** Duplicate parameters are harmless if they agree (Value Stream). */
function uniqueParams(params: readonly QvsParam[], note: FieldReader['note']): QvsParam[] {
  const byName = new Map<string, QvsParam>()
  for (const param of params) {
    const first = byName.get(param.name)
    if (first === undefined) byName.set(param.name, param)
    else if (first.type === param.type)
      note(
        'warning',
        { code: 'param-twice', message: `The parameter "${param.name}" is declared twice`, name: param.name },
        param.at,
        'params',
      )
    else
      note(
        'error',
        {
          code: 'param-types',
          message: `The parameter "${param.name}" is declared as ${first.type} and as ${param.type}`,
          name: param.name,
          types: `${first.type}, ${param.type}`,
        },
        param.at,
        'params',
      )
  }
  return [...byName.values()]
}

function lacking(path: string, name: string): Said {
  return { code: 'missing-key', message: `${path} needs ${name.replace(', ', ' and ')}`, name }
}

/** Every `$(params.x)` needs a declaration; the error names the field (Value Stream). */
function checkReferences(config: QvsConfig, note: FieldReader['note']): void {
  const declared = new Set([...config.params.map((param) => param.name), ...reservedParams])
  config.designPatterns.forEach((entry, index) => {
    for (const [field, value] of Object.entries(entry.params)) {
      for (const name of referencesIn(value)) {
        if (declared.has(name)) continue
        const path = `designPatterns[${index}].params.${field}`
        const at = entry.paramsAt[field] ?? entry.at
        note(
          'error',
          {
            code: 'undeclared',
            message: `${path} refers to the parameter "${name}", which params does not declare`,
            name,
          },
          at,
          path,
          `Add "name: ${name}" with its type to params`,
        )
      }
    }
  })
}
