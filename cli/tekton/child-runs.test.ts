import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Terminal } from '../terminal.ts'
import { runTektonFile } from '../testing/run-tekton-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-children-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const outcomeSchema = z.object({
  status: z.looseObject({
    conditions: z.array(z.looseObject({ status: z.string(), reason: z.string() })),
    results: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).optional(),
    childReferences: z.array(z.object({ kind: z.string(), name: z.string() })),
    pipelineRuns: z.record(z.string(), z.looseObject({ status: z.unknown() })).optional(),
  }),
})

async function run(yaml: string, more: readonly string[] = [], surroundings: Partial<Terminal> = {}) {
  const { code, out, err } = await runTektonFile(folder, yaml, more, surroundings)
  return { code, err, status: out === '' ? undefined : outcomeSchema.parse(parse(out)).status }
}

const counting = `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: inner }
spec:
  params: [{ name: who }]
  workspaces: [{ name: src }]
  results: [{ name: said, value: $(tasks.say.results.out) }]
  tasks:
  - name: say
    workspaces: [{ name: w, workspace: src }]
    params: [{ name: who, value: $(params.who) }]
    taskSpec:
      params: [{ name: who }]
      workspaces: [{ name: w }]
      results: [{ name: out }]
      steps:
      - image: x
        script: |
          echo x >> $(workspaces.w.path)/tries
          printf "hello $(params.who)" > $(results.out.path)
          test $(wc -l < $(workspaces.w.path)/tries) -ge 2
  finally:
  - { name: tidy, taskSpec: { steps: [{ image: x, script: 'echo "tidy after $(tasks.say.status) in $(context.pipelineRun.name)"' }] } }
---
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: outer }
spec:
  workspaces: [{ name: shared, emptyDir: {} }]
  pipelineSpec:
    workspaces: [{ name: shared }]
    results: [{ name: said, value: $(tasks.c.results.said) }, { name: each, value: "$(tasks.m.results.r[*])" }]
    tasks:
    - name: c
      retries: 1
      pipelineRef: { name: inner }
      params: [{ name: who, value: ann }]
      workspaces: [{ name: src, workspace: shared, subPath: app }]
    - name: m
      matrix: { params: [{ name: one, value: [a, b] }] }
      pipelineSpec:
        params: [{ name: one }]
        results: [{ name: r, value: $(tasks.t.results.r) }]
        tasks: [{ name: t, taskSpec: { results: [{ name: r }], steps: [{ image: x, script: printf $(params.one)$(params.one) > $(results.r.path) }] } }]
    - name: slow
      timeout: 300ms
      onError: continue
      pipelineSpec: { tasks: [{ name: t, taskSpec: { steps: [{ image: x, script: exec sleep 20 }] } }] }
    - { name: next, runAfter: [c], taskSpec: { steps: [{ image: x, script: cat $(workspaces.shared.path)/app/tries }] } }
    finally:
    - { name: end, pipelineSpec: { tasks: [{ name: t, taskSpec: { steps: [{ image: x, script: echo the end }] } }] } }
`

describe('a Pipeline in a Pipeline', () => {
  it('has retries, a time-out, finally tasks, a matrix and results, and may stand last', async () => {
    const { code, err, status } = await run(counting)
    expect(code).toBe(0)
    expect(err).toContain('[c/tidy : unnamed-0] tidy after Failed in outer-c\n')
    expect(err).toContain('[c/tidy : unnamed-0] tidy after Succeeded in outer-c-retry1\n')
    expect(err).toContain('[next : unnamed-0] x\n[next : unnamed-0] x\n')
    expect(err).toMatch(/slow: FailureIgnored .* failed to finish within "300ms"/)
    expect(err).toContain('[end/t : unnamed-0] the end')
    expect(status?.conditions[0]).toMatchObject({ status: 'True', reason: 'Succeeded' })
    expect(status?.results).toEqual([
      { name: 'said', value: 'hello ann' },
      { name: 'each', value: ['aa', 'bb'] },
    ])
    const references = (status?.childReferences ?? []).map(({ kind, name }) => `${kind} ${name}`)
    expect(references.sort()).toEqual([
      'PipelineRun outer-c',
      'PipelineRun outer-c-retry1',
      'PipelineRun outer-end',
      'PipelineRun outer-m-0',
      'PipelineRun outer-m-1',
      'PipelineRun outer-slow',
      'TaskRun outer-next',
    ])
    expect(status?.pipelineRuns?.['outer-c']).toMatchObject({
      pipelineTaskName: 'c',
      status: { conditions: [{ reason: 'Failed' }], taskRuns: { 'outer-c-say': { pipelineTaskName: 'say' } } },
    })
  })

  it('asks for approvals in it by their path', async () => {
    const { code, err } = await run(
      `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: gate }
spec:
  pipelineSpec:
    tasks:
    - name: c
      pipelineSpec: { tasks: [{ name: allow, taskRef: { apiVersion: openshift-pipelines.org/v1alpha1, kind: ApprovalTask } }] }
    - { name: go, runAfter: [c], taskSpec: { steps: [{ image: x, script: echo gone }] } }
`,
      ['--approve', 'c/allow'],
    )
    expect(err).toContain('c/allow: Approved on the command line')
    expect(err).toContain('[go : unnamed-0] gone')
    expect(code).toBe(0)
  })

  it('is cancelled with its parent, on every level', async () => {
    const stop = new AbortController()
    const heard: string[] = []
    const { status } = await run(
      `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: long }
spec:
  pipelineSpec:
    tasks:
    - name: c
      retries: 2
      pipelineSpec:
        tasks: [{ name: d, pipelineSpec: { tasks: [{ name: wait, taskSpec: { steps: [{ image: x, script: "echo started; exec sleep 60" }] } }] } }]
`,
      [],
      {
        signal: stop.signal,
        err: (text) => {
          heard.push(text)
          if (text.includes('] started')) stop.abort()
        },
      },
    )
    expect(status?.conditions[0]).toMatchObject({ status: 'False', reason: 'Cancelled' })
    expect(heard.join('')).toContain('c/d/wait: TaskRunCancelled')
    expect(Object.keys(status?.pipelineRuns ?? {})).toEqual(['long-c'])
  })

  it('is refused with its place before anything runs', async () => {
    const { code, err } = await run(`apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: no }
spec:
  pipelineSpec:
    tasks:
    - name: c
      pipelineSpec:
        tasks:
        - { name: t, runAfter: [gone], taskSpec: { steps: [{ image: x, script: x }] } }
`)
    expect(err).toMatch(/run\.yaml:10:\d+: Task "t" runs after "gone"/)
    expect(code).toBe(1)
  })
})
