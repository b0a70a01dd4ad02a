import { evaluateForLine } from '#domain/parameters/resolve.ts'
import type { Outcome, RunEvent } from '../events.ts'
import type { Snapshot } from '../snapshot.ts'
import { answersOf, resultsOf } from '../stage/stage-parameters.ts'
import { whyFailed } from '../run-state.ts'
import type { Run } from '../state.ts'

const open = ['pending', 'waiting', 'running']

/** Ends an attempt once every stage has ended: with its outcome, a sentence, and the line's results as far as they can be evaluated. */
export function decideEnd(run: Run, snapshot: Snapshot, at: string): RunEvent[] {
  const states = snapshot.stages.map(({ stage }) => run.stages[stage]?.state ?? 'pending')
  if (states.some((state) => open.includes(state))) return []
  const { outcome, message } = judge(run, snapshot)
  return [{ kind: 'attempt-ended', at, attempt: run.attempt, outcome, message, results: lineResults(run, snapshot) }]
}

function judge(run: Run, snapshot: Snapshot): { outcome: Outcome; message: string } {
  const stages = snapshot.stages.flatMap(({ stage }) => run.stages[stage] ?? [])
  if (stages.every(({ state }) => state === 'succeeded')) return { outcome: 'succeeded', message: '' }
  if (run.supersededBy !== undefined)
    return { outcome: 'cancelled', message: `Run #${String(run.supersededBy.number)} has taken its place` }
  if (run.cancel !== undefined) return { outcome: 'cancelled', message: 'The run was cancelled' }
  const failed = stages.find(({ state }) => state === 'failed')
  if (failed !== undefined) {
    const why = whyFailed(failed)
    return { outcome: 'failed', message: `Stage "${failed.stage}" failed${why === '' ? '' : `: ${why}`}` }
  }
  const gate = Object.values(run.gates).find(({ state }) => state === 'rejected' || state === 'timed-out')
  if (gate !== undefined) {
    return {
      outcome: 'failed',
      message:
        gate.state === 'rejected'
          ? `Gate "${gate.gate}" was rejected`
          : `Nobody decided at gate "${gate.gate}" in time`,
    }
  }
  const lost = stages.find(({ state }) => state !== 'succeeded')
  return { outcome: 'failed', message: `Stage "${lost?.stage ?? ''}" did not succeed` }
}

function lineResults(run: Run, snapshot: Snapshot): { name: string; value: string }[] {
  const { line, inputs } = snapshot
  const known = { inputs, results: resultsOf(run), answers: answersOf(run, snapshot) }
  return (line.spec.results ?? []).flatMap(({ name, value: text }) => {
    const value = evaluateForLine(line, text, known)
    return value === undefined ? [] : [{ name, value }]
  })
}
