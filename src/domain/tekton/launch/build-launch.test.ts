import { expect, it } from 'vitest'
import { buildTaskLaunch } from './build-launch.ts'
import { planPipelineRun } from '../plan/plan.ts'
import { aRun, aTask, second } from '../../testing/run-builder.ts'
import { validateRun } from '../validate/validate-run.ts'

it('gives steps the environment of the Pod instead of their own, and its user where they name none', () => {
  const steps = [
    { name: 'plain', image: 'alpine', script: 'id', env: [{ name: 'LEVEL', value: 'own' }] },
    { name: 'special', image: 'alpine', script: 'id', securityContext: { runAsUser: 2000 } },
  ]
  const plain = aRun([aTask('a', { taskSpec: { steps } })])
  const podTemplate = { env: [{ name: 'LEVEL', value: 'pod' }], securityContext: { runAsUser: 1001, runAsGroup: 7 } }
  const run = { ...plain, spec: { ...plain.spec, taskRunTemplate: { podTemplate } } }
  const { launch } = planPipelineRun({ run, taskRuns: [], answers: [], cancels: [], now: second(1) })
  const built = launch.map((planned) => buildTaskLaunch(run, planned, 'bwrap'))
  expect(built).toMatchObject([
    {
      ok: true,
      value: {
        steps: [
          { env: [{ name: 'LEVEL', value: 'pod' }], securityContext: { runAsUser: 1001, runAsGroup: 7 } },
          { env: [{ name: 'LEVEL', value: 'pod' }], securityContext: { runAsUser: 2000, runAsGroup: 7 } },
        ],
      },
    },
  ])
})

it('gives steps the volumes of the Pod, where the Task declares none of that name', () => {
  const mounts = ['own', 'shared'].map((name) => ({ name, mountPath: `/${name}` }))
  const own = { name: 'own', configMap: { name: 'settings' } }
  const plain = aRun([
    aTask('a', {
      taskSpec: { volumes: [own], steps: [{ name: 'a', image: 'alpine', script: 'id', volumeMounts: mounts }] },
    }),
  ])
  const volumes = ['own', 'shared'].map((name) => ({ name, emptyDir: {} }))
  const run = { ...plain, spec: { ...plain.spec, taskRunTemplate: { podTemplate: { volumes } } } }
  expect(validateRun(run)).toEqual([])
  const { launch } = planPipelineRun({ run, taskRuns: [], answers: [], cancels: [], now: second(1) })
  const built = launch.map((planned) => buildTaskLaunch(run, planned, 'bwrap'))
  expect(built).toMatchObject([
    {
      ok: true,
      value: {
        volumes: [
          { name: 'own', kind: 'objects' },
          { name: 'shared', kind: 'empty' },
        ],
      },
    },
  ])
})

it("puts what a run says of one task over the Pod's template of all, by name", () => {
  const env = (value: string) => [{ name: 'LEVEL', value }]
  const plain = aRun([aTask('a', { taskSpec: { steps: [{ name: 'a', image: 'alpine', script: 'id' }] } })])
  const general = { env: [...env('all'), { name: 'ALL', value: '1' }], securityContext: { runAsUser: 1001 } }
  const run = {
    ...plain,
    spec: {
      ...plain.spec,
      taskRunTemplate: { podTemplate: general },
      taskRunSpecs: [{ pipelineTaskName: 'a', podTemplate: { env: env('one') } }],
    },
  }
  const { launch } = planPipelineRun({ run, taskRuns: [], answers: [], cancels: [], now: second(1) })
  const built = launch.map((planned) => buildTaskLaunch(run, planned, 'bwrap'))
  const wanted = { env: [{ name: 'ALL', value: '1' }, ...env('one')], securityContext: { runAsUser: 1001 } }
  expect(built).toMatchObject([{ ok: true, value: { steps: [wanted] } }])
})
