import { describe, expect, it } from 'vitest'
import { artifactValues, mergeArtifacts, type Artifacts } from './artifacts.ts'
import { planPipelineRun } from '../plan/plan.ts'
import { reduceForRetry } from '../run/reduce-for-retry.ts'
import { aRun, aStatus, aTask, second } from '../../testing/run-builder.ts'
import type { TaskRunStatus } from '../run/status.ts'
import { validateRun } from '../validate/validate-run.ts'

const image: Artifacts = {
  outputs: [{ name: 'image', values: [{ uri: 'pkg:oci/shop', digest: { sha256: 'b', md5: 'a' } }] }],
}
const printed = '[{"digest":{"md5":"a","sha256":"b"},"uri":"pkg:oci/shop"}]'

const run = aRun([
  aTask('build'),
  aTask('sign', { params: [{ name: 'image', value: '$(tasks.build.outputs.image)' }] }),
])
const built = (artifacts?: Artifacts): TaskRunStatus => ({
  ...aStatus('build', 'succeeded'),
  ...(artifacts === undefined ? {} : { artifacts }),
})
const planned = (taskRuns: readonly TaskRunStatus[]) =>
  planPipelineRun({ run, taskRuns, answers: [], cancels: [], now: second(100) })

describe('artifacts', () => {
  it('are printed with sorted digests, and put together by name', () => {
    expect(artifactValues(image)).toEqual([{ name: 'outputs/image', type: 'string', value: printed }])
    const more: Artifacts = { outputs: [{ name: 'image', values: [{ uri: 'second' }], buildOutput: true }] }
    expect(mergeArtifacts([image, {}, more]).outputs).toMatchObject([
      { name: 'image', buildOutput: true, values: [{ uri: 'pkg:oci/shop' }, { uri: 'second' }] },
    ])
  })

  it('come to a later task, which waits for the one that made them', () => {
    expect(validateRun(run).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(planned([]).launch.map(({ name }) => name)).toHaveLength(1)
    expect(planned([built(image)]).launch[0]?.params.get('image')).toBe(printed)
  })

  it('that nobody has named fail the run with a sentence', () => {
    const { condition } = planned([built()]).status
    expect(condition).toMatchObject({ status: 'False', reason: 'PipelineValidationFailed' })
    expect(condition.message).toContain('"outputs/image"')
  })

  it('stand in for a task that a retry leaves out', () => {
    const retry = reduceForRetry(run, [built(image)])
    expect(retry.kind).toBe('reduced')
    const [only] = planPipelineRun({ run: retry.run, taskRuns: [], answers: [], cancels: [], now: second(100) }).launch
    expect(only?.task.name).toBe('sign')
    expect(only?.params.get('image')).toBe(printed)
  })
})
