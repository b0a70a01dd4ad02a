import type { z } from 'zod'
import { isRecord } from '../record.ts'
import {
  type AssemblyLine,
  assemblyLineSchema,
  lineInputSchema,
  type Stage,
  stageParamSchema,
  stageSchema,
} from './line.ts'
import { gateSchema } from './gate.ts'

/** Returns the readable parts of a line, leaving out the others; `stageIndexes` as in ParsedLine. */
export function readableParts(value: unknown): { line: AssemblyLine; stageIndexes: readonly number[] } {
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

/** A stage that can be drawn because it has a name; unreadable fields become empty. */
export function readableStage(item: unknown): Stage | undefined {
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

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
