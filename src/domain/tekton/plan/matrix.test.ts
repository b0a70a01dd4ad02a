import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookupParams } from '../values/lookups.ts'
import { aRun, aStatus, aTask, second } from '../../testing/run-builder.ts'
import type { TaskRunStatus } from '../run/status.ts'
import { combinationsOf, suffixesOf } from './matrix.ts'
import { planPipelineRun, type Plan } from './plan.ts'

const none = lookupParams(new Map())

function texts(...given: Parameters<typeof combinationsOf>): string[] {
  return combinationsOf(...given).map((one) =>
    [...one]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(' '),
  )
}

describe('combinationsOf', () => {
  it('changes the first parameter fastest, and reads lists from references', () => {
    const lookup = lookupParams(new Map([['browsers', ['chrome', 'safari']]]))
    const params = [
      { name: 'os', value: ['linux', 'mac'] },
      { name: 'browser', value: '$(params.browsers[*])' },
    ]
    expect(texts({ params }, lookup)).toEqual([
      'browser=chrome os=linux',
      'browser=chrome os=mac',
      'browser=safari os=linux',
      'browser=safari os=mac',
    ])
  })

  it('adds what is included where it fits, and as combinations of its own where it does not', () => {
    const include = [
      { name: 'all', params: [{ name: 'package', value: 'common' }] },
      {
        name: 'one',
        params: [
          { name: 'arch', value: 's390x' },
          { name: 'flags', value: '-v' },
        ],
      },
      { name: 'late', params: [{ name: 'package', value: 'other' }] },
      { name: 'new', params: [{ name: 'arch', value: 'riscv' }] },
    ]
    expect(texts({ params: [{ name: 'arch', value: ['amd64', 's390x'] }], include }, none)).toEqual([
      'arch=amd64 package=common',
      'arch=s390x flags=-v package=common',
      'package=other',
      'arch=riscv',
    ])
  })

  it('runs what is included alone, if its guard holds', () => {
    const include = ['amd64', 'arm64'].map((arch) => ({
      params: [{ name: 'arch', value: arch }],
      when: [{ input: arch, operator: 'in' as const, values: ['arm64'] }],
    }))
    expect(texts({ include }, none)).toEqual(['arch=arm64'])
  })

  it('names its TaskRuns after what is included where that can be told apart, and counts them otherwise', () => {
    const include = (...names: string[]): { name: string }[] => names.map((name) => ({ name }))
    expect(suffixesOf({ include: include('linux', 'mac-os') }, none)).toEqual(['linux', 'mac-os'])
    expect(suffixesOf({ include: include('linux', 'linux') }, none)).toEqual(['0', '1'])
    expect(suffixesOf({ include: include('linux', 'Mac OS') }, none)).toEqual(['0', '1'])
    expect(suffixesOf({ params: [{ name: 'os', value: ['a', 'b'] }], include: include('all') }, none)).toHaveLength(2)
    const guarded = [{ name: 'never', when: [{ input: 'a', operator: 'in' as const, values: [] }] }, { name: 'always' }]
    expect(suffixesOf({ include: guarded }, none)).toEqual(['always'])
  })

  it('has as many combinations as the product of its lists', () => {
    const lists = fc.array(fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(lists, (values) => {
        const params = values.map((value, index) => ({ name: `p${index}`, value }))
        expect(combinationsOf({ params }, none)).toHaveLength(
          values.reduce((product, { length }) => product * length, 1),
        )
      }),
    )
  })
})

describe('a task with a matrix', () => {
  const run = aRun([
    aTask('m', { results: ['r'], retries: 1, matrix: { params: [{ name: 'x', value: ['a', 'b', 'c'] }] } }),
    aTask('next', {
      params: [
        { name: 'all', value: '$(tasks.m.results.r[*])' },
        { name: 'count', value: '$(tasks.m.matrix.length)' },
        { name: 'whole', value: '$(tasks.m.matrix.r.length)' },
        { name: 'inside', value: 'n=$(tasks.m.matrix.r.length)' },
      ],
    }),
  ])
  const plan = (taskRuns: readonly TaskRunStatus[]): Plan =>
    planPipelineRun({ run, taskRuns, answers: [], cancels: [], now: second(10) })
  const child = (index: number, ...given: Parameters<typeof aStatus> extends [string, ...infer R] ? R : never) => ({
    ...aStatus('m', ...given),
    name: `run-m-${index}`,
  })
  const launched = (result: Plan): string[] => result.launch.map(({ name, retry }) => `${name}/${retry}`)

  it('starts one TaskRun per combination, and what a crash left out', () => {
    expect(launched(plan([]))).toEqual(['run-m-0/0', 'run-m-1/0', 'run-m-2/0'])
    expect(plan([]).launch.map(({ params }) => params.get('x'))).toEqual(['a', 'b', 'c'])
    expect(launched(plan([child(1, 'running')]))).toEqual(['run-m-0/0', 'run-m-2/0'])
  })

  it('tries again only the combination that failed', () => {
    const states = [child(0, 'succeeded'), child(1, 'failed'), child(2, 'running')]
    expect(launched(plan(states))).toEqual(['run-m-1/1'])
  })

  it('hands on results in the order of the combinations', () => {
    const states = [2, 0, 1].map((index) => child(index, 'succeeded', { results: { r: `r${index}` } }))
    const next = plan(states).launch[0]
    expect(next?.name).toBe('run-next')
    expect(next?.params.get('all')).toEqual(['r0', 'r1', 'r2'])
    expect(next?.params.get('count')).toBe('3')
    expect(next?.params.get('whole')).toBe('3')
    expect(next?.params.get('inside')).toBe('n=$(tasks.m.matrix.r.length)')
  })

  it('fails when all are done and one has failed for good', () => {
    const states = [child(0, 'succeeded'), child(1, 'failed'), child(1, 'failed', { retry: 1 })]
    expect(plan([...states, child(2, 'running')]).status.condition.status).toBe('Unknown')
    const end = plan([...states, child(2, 'succeeded')])
    expect(end.status.condition.reason).toBe('Failed')
    expect(end.status.taskRuns.map(({ name, retry }) => `${name}/${retry}`)).toEqual([
      'run-m-0/0',
      'run-m-1/0',
      'run-m-1/1',
      'run-m-2/0',
    ])
  })

  it('is skipped without values, and refused with too many', () => {
    const of = (value: string[]) =>
      planPipelineRun({
        run: aRun([aTask('m', { matrix: { params: [{ name: 'x', value }] } })]),
        taskRuns: [],
        answers: [],
        cancels: [],
        now: second(10),
      }).status
    expect(of([]).skippedTasks).toEqual([{ name: 'm', reason: 'Matrix Parameters have an empty array' }])
    expect(of(Array.from({ length: 257 }, (_, index) => String(index))).condition.reason).toBe(
      'PipelineValidationFailed',
    )
  })
})

describe('CEL in when', () => {
  const of = (cel: string) =>
    planPipelineRun({
      run: aRun([aTask('a', { when: [{ cel }] })], { params: { path: 'README.md' } }),
      taskRuns: [],
      answers: [],
      cancels: [],
      now: second(10),
    })
  it('guards a task', () => {
    expect(of("'$(params.path)' == 'README.md'").launch).toHaveLength(1)
    expect(of("'$(params.path)'.startsWith('x')").status.skippedTasks[0]?.reason).toBe(
      'When Expressions evaluated to false',
    )
  })
  it('fails the run when it cannot be evaluated', () => {
    expect(of('1 +').status.condition.reason).toBe('CELEvaluationFailed')
    expect(of('1 + 1').status.condition.reason).toBe('CELEvaluationFailed')
  })
})
