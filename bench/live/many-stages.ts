import type { AssemblyLine } from '#domain/line/line.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'

const at = new Date().toISOString()
const by = { id: 'dan', name: 'Dan' }
const deployment = { app: 'api', name: 'staging' }
const pipeline = {
  apiVersion: 'tekton.dev/v1' as const,
  kind: 'Pipeline' as const,
  metadata: { name: 'api-build' },
  spec: { tasks: [] },
}

/** A line of as many five-stage chains as the number needs. */
function lineOf(count: number): AssemblyLine {
  return {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: 'release' },
    spec: {
      stages: Array.from({ length: count }, (_, index) => ({
        name: nameOf(index),
        ...(index % 5 === 0 ? {} : { runAfter: [nameOf(index - 1)] }),
        spec: { pipeline: 'api-build', deployment },
      })),
    },
  }
}

export function nameOf(index: number): string {
  return `stage-${String(index).padStart(4, '0')}`
}

/** The snapshot of a run with this many stages. */
export function snapshotOf(count: number): Snapshot {
  const line = lineOf(count)
  const stages = line.spec.stages.map(({ name }) => ({
    ...{ stage: name, pipeline, tasks: [], parameters: [], commits: [] },
    deployment: { ...deployment, environment: 'staging' },
  }))
  return {
    ...{ line, lineVersion: { number: 1, digest: 'sha256:0' }, inputs: {}, stages, modules: [], notProven: [] },
  }
}

/** The events of the run before the measurement. */
export function firstEvents(count: number, number: number, snapshot: string): readonly RunEvent[] {
  const stages = Array.from({ length: count }, (_, index) => nameOf(index))
  return [
    { kind: 'run-started', at, line: 'release', number, note: 'Measured', by, snapshot, stages, gates: [] },
    { kind: 'attempt-started', at, attempt: 1, by, carried: [], carriedGates: [] },
  ]
}

function pipelineRunOf(stage: string): PipelineRun {
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { name: `release-1-1-${stage}`, namespace: 'shop' },
    spec: {
      pipelineSpec: {
        tasks: [{ name: 'test', taskSpec: { steps: [{ name: 'test', image: 'node:24', script: 'npm test' }] } }],
      },
    },
  }
}

/**
 * The events of one round over a stage: it starts, its task runs and ends, it succeeds. A real run has all these events, but runs no stage
 * repeatedly.
 */
export function roundOf(stage: string): readonly RunEvent[] {
  const now = new Date().toISOString()
  const base = { at: now, attempt: 1, stage }
  const task = (status: 'Unknown' | 'True'): RunEvent => ({
    ...{ kind: 'task-changed', ...base },
    taskRun: {
      name: `release-1-1-${stage}-test`,
      pipelineTask: 'test',
      condition: { status, reason: status === 'True' ? 'Succeeded' : 'Running' },
      retry: 0,
      startedAt: now,
      steps: [{ name: 'test', state: status === 'True' ? 'terminated' : 'running', startedAt: now }],
      results: [],
      isolation: 'bwrap',
    },
  })
  return [
    { kind: 'stage-started', ...base, pipelineRun: pipelineRunOf(stage) },
    task('Unknown'),
    task('True'),
    {
      ...{ kind: 'stage-ended', ...base, outcome: 'succeeded', reason: 'Succeeded', message: '' },
      ...{ results: [], skippedTasks: [] },
    },
  ]
}
