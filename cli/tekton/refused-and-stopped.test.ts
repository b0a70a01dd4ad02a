import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { runTektonFile } from '../testing/run-tekton-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-tekton-'))
  vi.stubEnv('TMPDIR', folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const taskRun = (name: string, spec: string): string =>
  `apiVersion: tekton.dev/v1\nkind: TaskRun\nmetadata: { name: ${name} }\nspec: ${spec}\n`
const run = (...documents: readonly string[]) => runTektonFile(folder, documents.join('---\n'), [])
const objectsOf = (out: string): readonly unknown[] =>
  [...parseAllDocuments(out)].map((document): unknown => document.toJS())

describe('what is refused before anything runs', () => {
  const fine = taskRun('fine', '{ taskSpec: { steps: [{ name: s, image: x, script: echo RAN }] } }')

  it('is said of all runs of a file together', async () => {
    const { code, err } = await run(
      fine,
      taskRun('gone', '{ taskRef: { name: gone } }'),
      taskRun(
        'host',
        '{ taskSpec: { volumes: [{ name: h, hostPath: { path: / } }], steps: [{ image: x, script: a }] } }',
      ),
      'apiVersion: tekton.dev/v1beta1\nkind: PipelineRun\nmetadata: { name: old }\nspec: { pipelineRef: { name: none }, resources: [{ name: r }] }\n',
    )
    expect(code).toBe(1)
    expect(err).toContain('There is no Task "gone" in the file')
    expect(err).toContain('spec.taskSpec.volumes[0].hostPath: not supported by this engine')
    expect(err).toContain('There is no Pipeline "none" in the file')
    expect(err).toContain('spec.resources: not supported by this engine')
    expect(err).not.toContain('at least one task')
    expect(err).not.toContain('RAN')
  })

  it('is said together with what has a wrong shape', async () => {
    const { code, err } = await run(
      taskRun(
        'odd',
        '{ debug: {}, taskSpec: { params: none, volumes: [{ name: h, hostPath: { path: / } }], steps: [{ image: x, script: a }] } }',
      ),
    )
    expect(code).toBe(1)
    expect(err).toContain('spec.taskSpec.params: Invalid input: expected array, received string')
    expect(err).toContain('spec.taskSpec.volumes[0].hostPath: not supported by this engine')
    expect(err).toContain('spec.debug: not supported by this engine')
  })

  it('is said of every document at once, in written order, without what only follows from it', async () => {
    const { code, err } = await run(
      'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: t }\nspec:\n  params: [{ name: a, type: strng }]\n  steps: [{ image: x, scrpt: a, timeout: soon }]\n',
      'apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: p }\nspec:\n  tasks:\n  - { nme: first }\n  - { name: b, runAfter: [nine], taskRef: { name: gone } }\n  - { name: c, taskRef: { name: t }, params: [{ name: a, value: $(tasks.b.results.r) }] }\n',
      'apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: { name: r }\nspec:\n  timeouts: { pipeline: 1h, tasks: 2h }\n  pipelineRef: { name: p }\n',
    )
    expect(code).toBe(1)
    expect(err.replaceAll('run.yaml:', '').trim().split('\n')).toEqual([
      '5:23: Task "t": spec.params[0].type: Invalid option: expected one of "string"|"array"|"object"',
      '6:23: spec.steps[0].scrpt: not supported by this engine',
      '  fix: Did you mean script?',
      '6:33: "soon" is not a duration',
      '13:5: Pipeline "p": spec.tasks[0].name: Invalid input: expected string, received undefined',
      '13:5: Task "" has neither taskSpec nor taskRef',
      '13:7: spec.tasks[0].nme: not supported by this engine',
      '  fix: Did you mean name?',
      '14:45: There is no Task "gone" in the file',
      '14:27: Task "b" runs after "nine", which does not exist',
      '21:3: timeouts.tasks and timeouts.finally together exceed timeouts.pipeline',
    ])
  })

  it('holds for what the executor cannot do in a later run', async () => {
    const { code, err } = await run(fine, taskRun('own', '{ taskSpec: { steps: [{ name: c, image: my.own/image }] } }'))
    expect(code).toBe(1)
    expect(err).toContain('"c" has neither script nor command')
    expect(err).not.toContain('RAN')
  })
})

describe('what was stopped', () => {
  it('has the reason of its TaskRun at the steps that this ended', async () => {
    const { code, out } = await run(
      taskRun(
        'slow',
        '{ timeout: 400ms, taskSpec: { steps: [{ name: a, image: x, script: sleep 9 }, { name: b, image: x, script: a }] } }',
      ),
      taskRun('never', '{ status: TaskRunCancelled, taskSpec: { steps: [{ name: a, image: x, script: a }] } }'),
    )
    expect(code).toBe(1)
    const ended = { exitCode: 1, reason: 'TaskRunTimeout' }
    expect(objectsOf(out)).toMatchObject([
      {
        status: {
          conditions: [{ reason: 'TaskRunTimeout', message: 'TaskRun "slow" failed to finish within "400ms"' }],
          steps: [{ terminated: ended, terminationReason: 'TimeoutExceeded' }, { terminated: ended }],
        },
      },
      { status: { conditions: [{ reason: 'TaskRunCancelled', message: 'TaskRun "never" was cancelled' }] } },
    ])
  })
})

it('shows a TaskRun with the label of its Task, and an approval without a pod', async () => {
  const task =
    'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: t }\nspec: { steps: [{ image: x, script: "true" }] }\n'
  const asks =
    'apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: { name: asks }\nspec: { pipelineSpec: { tasks: [{ name: ok, taskRef: { apiVersion: openshift-pipelines.org/v1alpha1, kind: ApprovalTask } }] } }\n'
  const { out } = await run(task, taskRun('one', '{ taskRef: { name: t } }'), asks)
  const [one, run2] = objectsOf(out)
  expect(one).toMatchObject({ metadata: { labels: { 'tekton.dev/task': 't' } } })
  expect(run2).toMatchObject({ status: { taskRuns: { 'asks-ok': { status: { conditions: [{ status: 'False' }] } } } } })
  expect(JSON.stringify(run2)).not.toContain('podName')
})
