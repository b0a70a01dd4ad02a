import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { changedLines } from '#domain/gates/changed-lines.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import type { RunReader } from '../runs/run-reader.ts'

const looked = 20

/**
 * Other runs of a line, as of when a gate closed or as of now, newest first: at most 20 that began before this one, and
 * newer ones among the last 20 that may have overtaken it.
 */
export async function otherRuns(
  { runs }: Pick<Ports, 'runs'>,
  reader: RunReader,
  run: Run,
  closedAt: string | undefined,
): Promise<readonly Run[]> {
  const { project, line, id } = run
  const [newest, before] = await Promise.all([
    runs.list(project, { line, limit: looked }),
    runs.list(project, { line, before: id, limit: looked }),
  ])
  const records = [...newest.filter(({ number }) => number > run.number), ...before]
  const found = await Promise.all(records.map((record) => reader.ofRecord(record)))
  return found.map((other) => upTo(closedAt, other))
}

/** A run with only what had ended by then. */
export function upTo(then: string | undefined, run: Run): Run {
  if (then === undefined) return run
  const stages = Object.entries(run.stages).filter(([, { endedAt }]) => endedAt !== undefined && endedAt <= then)
  const gates = Object.entries(run.gates).filter(([, { closedAt }]) => closedAt !== undefined && closedAt <= then)
  return { ...run, stages: Object.fromEntries(stages), gates: Object.fromEntries(gates) }
}

/** How a gate ended in earlier runs. */
export function earlierGates(runs: readonly Run[], key: string): NonNullable<GateView['earlier']> {
  return runs.flatMap((run) => {
    const gate = run.gates[key]
    if (gate === undefined || gate.closedAt === undefined || gate.state === 'pending' || gate.state === 'waiting')
      return []
    return [
      {
        run: run.id,
        number: run.number,
        state: gate.state,
        at: gate.closedAt,
        people: peopleOf(gate),
        bypassed: gate.bypass !== undefined,
      },
    ]
  })
}

function peopleOf({ decisions, bypass }: GateRun): string[] {
  return [
    ...new Set([...decisions.map(({ person }) => person.name), ...(bypass === undefined ? [] : [bypass.person.name])]),
  ]
}

/** The size of this release, and how releases went, compared with earlier ones through the same stages. */
export function riskOf(
  runs: readonly Run[],
  holds: readonly string[],
  manifests: Evidence['manifests'],
): Evidence['risk'] {
  const releases = runs
    .map((run) => holds.flatMap((stage) => run.stages[stage] ?? []))
    .filter((stages) => stages.some(({ state }) => state === 'succeeded' || state === 'failed'))
  const failed = releases.filter((stages) => stages.some(({ state }) => state === 'failed'))
  const seconds = releases.flatMap((stages) => secondsOf(stages) ?? [])
  const lastFailureAt = failed[0]?.flatMap(({ endedAt, state }) => (state === 'failed' ? (endedAt ?? []) : []))[0]
  const sizes = releases.slice(0, -1).map((stages, index) => sizeOf(releases[index + 1] ?? [], stages))
  const usualSeconds = seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)]
  return {
    releases: releases.length,
    failures: failed.length,
    changedLines: manifests.reduce((sum, { now, after }) => sum + changedLines(now, after), 0),
    usualChangedLines: sizes.sort((a, b) => a - b),
    ...(usualSeconds === undefined ? {} : { usualSeconds }),
    ...(lastFailureAt === undefined ? {} : { lastFailureAt }),
  }
}

function secondsOf(stages: readonly StageRun[]): number | undefined {
  const begun = stages.flatMap(({ startedAt }) => (startedAt === undefined ? [] : [Date.parse(startedAt)]))
  const ended = stages.flatMap(({ endedAt, startedAt }) =>
    endedAt === undefined || startedAt === undefined ? [] : [Date.parse(endedAt)],
  )
  return begun.length === 0 || ended.length === 0 ? undefined : (Math.max(...ended) - Math.min(...begun)) / 1000
}

function sizeOf(before: readonly StageRun[], after: readonly StageRun[]): number {
  const textsOf = (stages: readonly StageRun[]) =>
    new Map(stages.flatMap(({ stage, manifests }) => manifests.map(({ path, text }) => [`${stage} ${path}`, text])))
  const [old, fresh] = [textsOf(before), textsOf(after)]
  const paths = new Set([...old.keys(), ...fresh.keys()])
  return [...paths].reduce((sum, path) => sum + changedLines(old.get(path) ?? '', fresh.get(path) ?? ''), 0)
}
