import { describe, expect, it } from 'vitest'
import type { PipelineRun } from '../pipeline.ts'
import { aRun, aTask, anApproval } from '../../testing/run-builder.ts'
import { validateRun } from './validate-run.ts'

const found = (run: PipelineRun): string[] =>
  validateRun(run).map(({ severity, code, place }) => `${severity} ${code} ${place.path ?? ''}`)
const tasks = 'spec.pipelineSpec.tasks'

describe('validateRun', () => {
  it('accepts what can run', () => {
    const run = aRun(
      [
        aTask('a', {
          results: ['r'],
          taskSpec: {
            params: [{ name: 'x' }, { name: 'list', type: 'array' }],
            workspaces: [{ name: 'shared' }, { name: 'extra', optional: true }],
          },
          params: [{ name: 'list', value: ['1'] }],
        }),
        anApproval('ok', { runAfter: ['a'], params: [{ name: 'approvers', value: ['alice'] }] }),
        aTask('b', {
          params: [{ name: 'p', value: '$(tasks.a.results.r) $(tasks.ok.results.comment)' }],
          timeout: '1h30m',
        }),
      ],
      {
        params: { x: '1' },
        pipeline: {
          params: [{ name: 'x' }],
          workspaces: [{ name: 'shared' }],
          results: [{ name: 'out', value: '$(tasks.a.results.r)' }],
        },
        spec: {
          workspaces: [{ name: 'shared', persistentVolumeClaim: { claimName: 'run-1' }, subPath: 'api/staging' }],
          timeouts: { pipeline: '2h', tasks: '1h', finally: '30m' },
        },
      },
    )
    expect(found(run)).toEqual([])
  })

  it('tells a parameter that the run lacks once, and not by each task that refers to it', () => {
    const run = aRun(
      [
        aTask('a', { params: [{ name: 'own', value: '$(params.need)' }] }),
        aTask('b', { taskSpec: { params: [{ name: 'need' }], steps: [{ script: 'echo $(params.need)' }] } }),
        aTask('c', { taskSpec: { steps: [{ script: 'echo $(params.need)', image: 'x' }] } }),
      ],
      { pipeline: { params: [{ name: 'need' }] } },
    )
    expect(found(run).filter((text) => text.includes('parameter'))).toEqual([
      'error tekton-missing-parameter spec.params',
    ])
  })

  it('says of a workspace of a driver that it is not supported, and nothing else', () => {
    const run = aRun([aTask('a')], { spec: { workspaces: [{ name: 'w', csi: { driver: 's' } }] } })
    expect(found(run)).toEqual(['error tekton-unsupported spec.workspaces[0].csi'])
  })

  it.each<[string, PipelineRun, string]>([
    ['a Pipeline without tasks', aRun([]), `error tekton-no-tasks ${tasks}`],
    [
      'a probe of another kind',
      aRun([aTask('a', { taskSpec: { sidecars: [{ name: 's', readinessProbe: { grpc: { port: 1 } } }] } })]),
      `error tekton-unsupported ${tasks}[0].taskSpec.sidecars[0].readinessProbe.grpc`,
    ],
    [
      'a probe of a port that nobody named',
      aRun([
        aTask('a', {
          taskSpec: {
            sidecars: [
              {
                name: 's',
                ports: [{ name: 'http', containerPort: 80 }],
                readinessProbe: { tcpSocket: { port: 'web' } },
              },
            ],
          },
        }),
      ]),
      `error tekton-unsupported ${tasks}[0].taskSpec.sidecars[0].readinessProbe.tcpSocket.port`,
    ],
    [
      'artifacts of a step that nobody named',
      aRun([aTask('a', { taskSpec: { steps: [{ script: 'echo $(steps.b.outputs)' }] } })]),
      `error tekton-unsupported ${tasks}[0].taskSpec.steps[0]`,
    ],
    [
      'a place beyond the end of a list, of the run',
      aRun([aTask('a', { params: [{ name: 'x', value: '$(params.list[2])' }] })], {
        params: { list: ['1', '2'] },
        pipeline: { params: [{ name: 'list', type: 'array' }] },
      }),
      `error tekton-array-index ${tasks}[0]`,
    ],
    [
      'a place beyond the end of a list, of the Task',
      aRun([
        aTask('a', {
          params: [{ name: 'list', value: ['1'] }],
          taskSpec: { params: [{ name: 'list', type: 'array' }], steps: [{ script: 'echo $(params.list[1])' }] },
        }),
      ]),
      `error tekton-array-index ${tasks}[0].taskSpec`,
    ],
    [
      'what a Task of its own does not declare',
      aRun([
        aTask('a', {
          taskRef: { name: 'a' },
          taskSpec: { params: [{ name: 'x', default: '' }], steps: [{ script: 'echo $(params.x) $(params.y)' }] },
        }),
      ]),
      `error tekton-unknown-parameter ${tasks}[0].taskSpec`,
    ],
    [
      'a guard that is no CEL',
      aRun([aTask('a', { when: [{ cel: '$(params.x) > 3' }] })]),
      `error tekton-cel ${tasks}[0].when[0].cel`,
    ],
    [
      'a guard in CEL that is a text',
      aRun([aTask('a', { when: [{ cel: "'$(params.x)'" }] })]),
      `error tekton-cel-type ${tasks}[0].when[0].cel`,
    ],
    [
      'a guard in CEL that is a number, of a step',
      aRun([aTask('a', { taskSpec: { steps: [{ script: 'x', when: [{ cel: "size('abc')" }] }] } })]),
      `error tekton-cel-type ${tasks}[0].taskSpec.steps[0].when[0].cel`,
    ],
    [
      'an approval of no people',
      aRun([anApproval('a', { params: [{ name: 'numberOfApprovalsRequired', value: '0' }] })]),
      `error tekton-approval ${tasks}[0].params`,
    ],
    [
      'more approvals than people',
      aRun([
        anApproval('a', {
          params: [
            { name: 'approvers', value: ['rika'] },
            { name: 'numberOfApprovalsRequired', value: '2' },
          ],
        }),
      ]),
      `error tekton-approval ${tasks}[0].params`,
    ],
    [
      'settings for a task that is not there',
      aRun([aTask('a')], { spec: { taskRunSpecs: [{ pipelineTaskName: 'b' }] } }),
      'error tekton-unknown-task spec.taskRunSpecs[0].pipelineTaskName',
    ],
    [
      'a folder of the host',
      aRun([aTask('a', { taskSpec: { volumes: [{ name: 's', hostPath: { path: '/etc' } }] } })]),
      `error tekton-unsupported ${tasks}[0].taskSpec.volumes[0].hostPath`,
    ],
    [
      'a mount of a volume that is not there',
      aRun([aTask('a', { taskSpec: { steps: [{ script: 'x', volumeMounts: [{ name: 'v', mountPath: '/v' }] }] } })]),
      `error tekton-unknown-volume ${tasks}[0].taskSpec.volumes`,
    ],
    [
      'a StepAction that nobody put in place',
      aRun([aTask('a', { taskSpec: { steps: [{ ref: { name: 'x' } }] } })]),
      `error tekton-unsupported ${tasks}[0].taskSpec.steps[0].ref`,
    ],
    [
      'a reference to a Task',
      aRun([{ name: 'a', taskRef: { name: 'x' } }]),
      `error tekton-unsupported ${tasks}[0].taskRef`,
    ],
    [
      'a field of the Pod that only a node knows',
      aRun([
        aTask('a', {
          taskSpec: {
            steps: [{ script: 'x', env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] }],
          },
        }),
      ]),
      `error tekton-unsupported ${tasks}[0].taskSpec.steps[0].env[0].valueFrom.fieldRef.fieldPath`,
    ],
    [
      'a limit of a container as a variable',
      aRun([
        aTask('a', {
          taskSpec: {
            steps: [{ script: 'x', env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }] }],
          },
        }),
      ]),
      `error tekton-unsupported ${tasks}[0].taskSpec.steps[0].env[0].valueFrom.resourceFieldRef`,
    ],
    [
      'resources',
      aRun([aTask('a', { taskSpec: { steps: [{ script: 'x', computeResources: { limits: { cpu: '1' } } }] } })]),
      `warning tekton-no-effect ${tasks}[0].taskSpec.steps[0].computeResources.limits.cpu`,
    ],
    [
      'a default that no other default of the Task gives',
      aRun([
        aTask('a', {
          taskSpec: {
            params: [
              { name: 'p', default: '$(params.q)-$(params.outer)' },
              { name: 'q', default: 'x' },
            ],
            steps: [{ script: 'x' }],
          },
        }),
      ]),
      `warning tekton-default ${tasks}[0].taskSpec.params[0].default`,
    ],
    [
      'a limit of memory that is none',
      aRun([aTask('a', { taskSpec: { steps: [{ script: 'x', computeResources: { limits: { memory: 'much' } } }] } })]),
      `error tekton-unsupported ${tasks}[0].taskSpec.steps[0].computeResources.limits.memory`,
    ],
    [
      'a cycle',
      aRun([aTask('a', { runAfter: ['b'] }), aTask('b', { runAfter: ['a'] })]),
      `error tekton-cycle ${tasks}`,
    ],
    [
      'a repeated name',
      aRun([aTask('a')], { pipeline: { finally: [aTask('a')] } }),
      'error tekton-duplicate-task spec.pipelineSpec.finally[0].name',
    ],
    ['a bad name', aRun([aTask('A b')]), `error tekton-name ${tasks}[0].name`],
    [
      'an unknown runAfter',
      aRun([aTask('a', { runAfter: ['x'] })]),
      `error tekton-unknown-task ${tasks}[0].runAfter[0]`,
    ],
    [
      'runAfter in finally',
      aRun([aTask('a')], { pipeline: { finally: [aTask('z', { runAfter: ['a'] })] } }),
      'error tekton-finally-order spec.pipelineSpec.finally[0].runAfter',
    ],
    [
      'an unknown result',
      aRun([aTask('a'), aTask('b', { params: [{ name: 'p', value: '$(tasks.a.results.r)' }] })]),
      `error tekton-unknown-result ${tasks}[1]`,
    ],
    [
      'an unknown result of the pipeline',
      aRun([aTask('a')], { pipeline: { results: [{ name: 'o', value: '$(tasks.x.results.r)' }] } }),
      'error tekton-unknown-task spec.pipelineSpec.results[0].value',
    ],
    [
      'a missing parameter',
      aRun([aTask('a')], { pipeline: { params: [{ name: 'x' }] } }),
      'error tekton-missing-parameter spec.params',
    ],
    [
      'a missing parameter of a task',
      aRun([aTask('a', { taskSpec: { params: [{ name: 'x' }] } })]),
      `error tekton-missing-parameter ${tasks}[0].params`,
    ],
    [
      'a parameter of the wrong type',
      aRun([aTask('a')], { params: { x: 'text' }, pipeline: { params: [{ name: 'x', type: 'array' }] } }),
      'error tekton-parameter-type spec.params[0].value',
    ],
    [
      'missing keys',
      aRun([aTask('a')], {
        params: { x: { a: '1' } },
        pipeline: {
          params: [{ name: 'x', type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } }],
        },
      }),
      'error tekton-parameter-keys spec.params[0].value',
    ],
    [
      'a value outside its enum',
      aRun([aTask('a')], { params: { x: 'c' }, pipeline: { params: [{ name: 'x', enum: ['a', 'b'] }] } }),
      'error tekton-parameter-enum spec.params[0].value',
    ],
    [
      'an undeclared parameter',
      aRun([aTask('a', { params: [{ name: 'p', value: '$(params.nope)' }] })]),
      `error tekton-unknown-parameter ${tasks}[0]`,
    ],
    [
      'an unbound workspace',
      aRun([aTask('a', { taskSpec: { workspaces: [{ name: 'w' }] } })]),
      `error tekton-unbound-workspace ${tasks}[0].workspaces`,
    ],
    [
      'a workspace outside',
      aRun([aTask('a')], { spec: { workspaces: [{ name: 'w', emptyDir: {}, subPath: '../x' }] } }),
      'error tekton-workspace-path spec.workspaces[0]',
    ],
    [
      'a workspace of no kind',
      aRun([aTask('a')], { spec: { workspaces: [{ name: 'w' }] } }),
      'error tekton-workspace-kind spec.workspaces[0]',
    ],
    ['a bad duration', aRun([aTask('a', { timeout: '5 minutes' })]), `error tekton-duration ${tasks}[0].timeout`],
    [
      'time-outs that do not fit',
      aRun([aTask('a')], { spec: { timeouts: { pipeline: '1h', tasks: '50m', finally: '20m' } } }),
      'error tekton-timeouts spec.timeouts',
    ],
    [
      'no time-out inside one',
      aRun([aTask('a')], { spec: { timeouts: { tasks: '0' } } }),
      'error tekton-timeouts spec.timeouts.pipeline',
    ],
    [
      'script and command',
      aRun([aTask('a', { taskSpec: { steps: [{ script: 'x', command: ['y'] }] } })]),
      `error tekton-script-and-command ${tasks}[0].taskSpec.steps[0]`,
    ],
    [
      'a step without an image',
      aRun([aTask('a', { taskSpec: { steps: [{ script: 'x' }] } })]),
      `error tekton-no-image ${tasks}[0].taskSpec.steps[0]`,
    ],
    [
      'repeated steps',
      aRun([
        aTask('a', {
          taskSpec: {
            steps: [
              { name: 's', script: 'x' },
              { name: 's', script: 'y' },
            ],
          },
        }),
      ]),
      `error tekton-duplicate-step ${tasks}[0].taskSpec.steps[1].name`,
    ],
    ['no task', aRun([{ name: 'a' }]), `error tekton-no-task ${tasks}[0]`],
  ])('finds %s', (_, run, expected) => {
    expect(found(run)).toContain(expected)
  })
})
