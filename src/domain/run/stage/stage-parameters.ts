import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { answersOfPassed } from '#domain/gates/answers.ts'
import { evaluateText, resultText } from '../expressions.ts'
import type { Snapshot, StageSnapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'

/** Texts of all results of succeeded stages, by stage and name. */
export function resultsOf(run: Run): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.values(run.stages)
      .filter(({ state }) => state === 'succeeded')
      .map(({ stage, results }) => [
        stage,
        Object.fromEntries(results.map(({ name, value }) => [name, resultText(value)])),
      ]),
  )
}

/** Answers given at gates that passed, by gate and field. */
export function answersOf(run: Run, { line }: Pick<Snapshot, 'line'>): Record<string, Record<string, string>> {
  return Object.fromEntries(
    (line.spec.gates ?? []).flatMap((gate) => {
      const state = run.gates[gate.name]
      return state?.state === 'passed' ? [[gate.name, { ...answersOfPassed(gate, state) }]] : []
    }),
  )
}

/**
 * A stage's parameters with the results of earlier stages: a frozen `later` becomes `known`, or `missing` if the result was never written. All others
 * stay as frozen.
 */
export function completeParameters(run: Run, snapshot: Snapshot, stage: StageSnapshot): readonly ResolvedParameter[] {
  const values = {
    inputs: snapshot.inputs,
    params: stage.values ?? {},
    results: resultsOf(run),
    answers: answersOf(run, snapshot),
  }
  return stage.parameters.map((parameter) => {
    if (parameter.state !== 'later') return parameter
    const winner = parameter.chain.find(({ won }) => won)
    const { value, missing } = evaluateText(winner?.expression ?? winner?.value ?? '', values)
    const chain = parameter.chain.map((origin) => (origin.won ? { ...origin, value } : origin))
    return missing.length === 0
      ? { ...parameter, state: 'known' as const, value, waitsFor: [], chain }
      : { ...parameter, state: 'missing' as const, waitsFor: [...missing] }
  })
}
