import { cutAtStages, cutPieces, splitTrailing, standsAlone } from '../cut.ts'
import { parseLine } from '../parse.ts'
import { yamlObjects } from '../yaml-objects.ts'
import { gateSchema } from '../gate.ts'
import { type ClippedPipeline, clippedTekton } from './clipped-pipelines.ts'
import type { NewGate } from './line-edits.ts'
import { plainOf } from './plain-value.ts'
import { itemLines } from './write-yaml.ts'
import { isRecord } from '../../record.ts'

/** A copied stage: its text as a list item without indentation, or its value if the text cannot be reused. */
export interface ClippedStage {
  readonly name: string
  readonly text: string
}

/** What can be pasted into a line: stages with the gates that they wait for, and Tekton Pipelines that become stages. */
export interface Clip {
  readonly stages: readonly ClippedStage[]
  readonly gates: readonly NewGate[]
  readonly pipelines: readonly ClippedPipeline[]
  /** Kind and name of the other objects, which are left out. */
  readonly leftOut: readonly string[]
}

/**
 * Copies stages as plain YAML: a list to paste into any line or text editor. The gates that they wait for stand in a
 * document behind it, for a line that lacks them.
 */
export function copyStages(text: string, names: readonly string[]): string {
  const { line, stageIndexes } = parseLine(text)
  if (line === undefined) return ''
  const { stages, gates } = line.spec
  const cut = cutAtStages(text)
  const copied = new Set(names)
  const list = stages.flatMap((stage, at) => {
    if (!copied.has(stage.name)) return []
    const piece = cut?.pieces[stageIndexes[at] ?? at]
    if (cut !== undefined && piece !== undefined) return [dedented(piece, cut.indent)]
    const value = plainOf(stage)
    return value === undefined ? [] : [`${itemLines(value).join('\n')}\n`]
  })
  const waitedFor = new Set(stages.flatMap((stage) => (copied.has(stage.name) ? (stage.gates ?? []) : [])))
  const written = (gates ?? []).flatMap((gate) => (waitedFor.has(gate.name) ? (plainOf(gate) ?? []) : []))
  const behind = written.length === 0 ? '' : `---\ngates:\n${written.flatMap(itemLines).join('\n')}\n`
  return `${list.join('')}${behind}`
}

/** Reads a clipboard with stages (a list, a single one, or an AssemblyLine's) and Tekton Pipelines; undefined if it has neither. */
export function readClip(text: string): Clip | undefined {
  const stages: ClippedStage[] = []
  const gates: NewGate[] = []
  const leftOut: string[] = []
  const { objects, findings } = yamlObjects(text)
  if (findings.length > 0) return undefined
  const { pipelines, belongs } = clippedTekton(objects)
  for (const { text: own, value } of objects) {
    const found = stagesOf(value, own)
    const waitedFor = gatesOf(value)
    stages.push(...found)
    gates.push(...waitedFor)
    if (found.length + waitedFor.length === 0 && isRecord(value) && !belongs(value)) leftOut.push(kindAndName(value))
  }
  return stages.length + pipelines.length === 0 ? undefined : { stages, gates, pipelines, leftOut }
}

function kindAndName({ kind, metadata }: Record<string, unknown>): string {
  const name = isRecord(metadata) ? metadata['name'] : undefined
  return [kind, name].filter((part) => typeof part === 'string').join(' ')
}

function stagesOf(value: unknown, text: string): readonly ClippedStage[] {
  if (Array.isArray(value)) return listed(value, text)
  if (!isRecord(value)) return []
  if (isStage(value)) return listed([value], undefined)
  const spec = isRecord(value['spec']) ? value['spec'] : value
  const list: unknown = spec['stages']
  if (!Array.isArray(list)) return []
  const cut = cutAtStages(text)
  return listed(list, cut?.pieces.map((piece) => dedented(piece, cut.indent)).join(''))
}

function gatesOf(value: unknown): readonly NewGate[] {
  if (!isRecord(value)) return []
  const { gates }: Record<string, unknown> = isRecord(value['spec']) ? value['spec'] : value
  return Array.isArray(gates) ? gates.filter(isGate) : []
}

function listed(values: readonly unknown[], text: string | undefined): readonly ClippedStage[] {
  const start = text === undefined ? -1 : text.search(/^ *-(?: |$)/m)
  const indent = text === undefined || start < 0 ? 0 : text.slice(start).search(/\S/)
  const pieces = text === undefined || start < 0 ? undefined : cutPieces(ended(text.slice(start)), indent)
  return values.flatMap((value, index) => {
    if (!isStage(value)) return []
    const piece = pieces?.length === values.length ? pieces[index] : undefined
    const plain = plainOf(value)
    if (piece !== undefined && standsAlone(piece)) return [{ name: value.name, text: dedented(piece, indent) }]
    return plain === undefined ? [] : [{ name: value.name, text: `${itemLines(plain).join('\n')}\n` }]
  })
}

/** A stage's text with its dash at the start of the line, without trailing comments and blank lines, which belong to the next stage. */
function dedented(piece: string, indent: number): string {
  const [own] = splitTrailing(piece)
  const lines = own.split('\n').map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line))
  return ended(lines.join('\n').replaceAll('\r', ''))
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

function isStage(value: unknown): value is { readonly name: string } {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    isRecord(value['spec']) &&
    typeof value['spec']['pipeline'] === 'string'
  )
}

function isGate(value: unknown): value is NewGate {
  return gateSchema.safeParse(value).success
}
