import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { isSyntaxBroken, type ParsedLine, parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { resolveStage } from '#domain/parameters/resolve.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Finding } from '#domain/problem.ts'
import type { Drawing } from './line-client.ts'

/** A line as the designer shows it. The text is current; findings and lanes come from the worker a moment later. */
export interface LineView {
  readonly parsed: ParsedLine
  /** The line of the text, or, while the text is broken, the last that could be read. */
  readonly line: AssemblyLine
  /** The text cannot be read: shown is the last good line, or at first whatever can be read. */
  readonly isBroken: boolean
  /** False while the worker reads a long text for the first time. Until then the line looks empty. */
  readonly isRead: boolean
  readonly stages: ReadonlyMap<string, Stage>
  readonly world: World
  readonly findings: readonly Finding[]
  readonly findingsOf: ReadonlyMap<string, readonly Finding[]>
  /** Resolved per stage, on demand. */
  readonly parameters: { readonly get: (stage: string) => readonly ResolvedParameter[] | undefined }
  readonly laneOf: { readonly get: (stage: string) => string | undefined }
  /** Lanes that hold a stage, in board order. */
  readonly lanes: readonly string[]
}

/**
 * Whether the selected stage or gate exists. After an undo the selection may name one that is gone, but redo brings it
 * back.
 */
export function isOnLine({ stages, line }: Pick<LineView, 'stages' | 'line'>, id: string | undefined): boolean {
  if (id === undefined) return false
  return stages.has(id) || line.spec.gates?.some(({ name }) => `gate:${name}` === id) === true
}

/** The lane of each stage, as far as the worker has said. */
export type Lanes = Pick<Drawing, 'stages' | 'laneIds'>

const emptyLine: AssemblyLine = {
  apiVersion: 'vs.axis-dev.io/v1',
  kind: 'AssemblyLine',
  metadata: { name: '' },
  spec: { stages: [] },
}

/** Stands for a text that the worker is still reading, of which nothing is known. */
export const notRead: ParsedLine = { ...parseLine(''), findings: [] }

// Cached by identity: a new grouping with every edit would redraw all cards.
const grouped = new WeakMap<readonly Finding[], LineView['findingsOf']>()

function findingsByStage(findings: readonly Finding[]): LineView['findingsOf'] {
  const known = grouped.get(findings)
  if (known !== undefined) return known
  const made = Map.groupBy(findings, (finding) => finding.place.stage ?? '')
  grouped.set(findings, made)
  return made
}

/** Puts a view together; `last` is the last readable line, used while the text is broken. */
export function lineViewOf(
  parsed: ParsedLine,
  world: World,
  findings: readonly Finding[],
  lanes: Lanes | undefined,
  last?: AssemblyLine,
): LineView {
  const isBroken = parsed.line === undefined || isSyntaxBroken(parsed)
  const line = isBroken ? (last ?? parsed.line ?? emptyLine) : (parsed.line ?? emptyLine)
  const stages = new Map(line.spec.stages.map((stage) => [stage.name, stage]))
  const resolved = new Map<string, readonly ResolvedParameter[]>()
  const used = new Set(lanes === undefined ? [] : [...lanes.stages.values()].map((stage) => stage.lane))
  return {
    parsed,
    line,
    isBroken,
    isRead: parsed !== notRead,
    stages,
    world,
    findings,
    findingsOf: findingsByStage(findings),
    parameters: {
      get(name) {
        const known = resolved.get(name)
        const stage = stages.get(name)
        if (known !== undefined || stage === undefined) return known
        const parameters = resolveStage(line, stage, world)
        resolved.set(name, parameters)
        return parameters
      },
    },
    laneOf: { get: (name) => lanes?.stages.get(name)?.lane },
    lanes: (lanes?.laneIds ?? []).filter((lane) => used.has(lane)),
  }
}
