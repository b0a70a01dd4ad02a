import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import type { Terminal } from '../terminal.ts'
import { runTektonFile } from '../testing/run-tekton-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-tekton-'))
  // Separates this test's files from those of other runs on this machine.
  vi.stubEnv('TMPDIR', folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  status: z.looseObject({
    conditions: z.array(z.looseObject({ status: z.string(), reason: z.string() })),
    results: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).optional(),
    steps: z.array(z.looseObject({ name: z.string(), terminationReason: z.string().optional() })).optional(),
    skippedTasks: z.array(z.unknown()).optional(),
    childReferences: z.array(z.looseObject({ pipelineTaskName: z.string() })).optional(),
  }),
})

async function run(yaml: string, more: readonly string[] = [], surroundings: Partial<Terminal> = {}) {
  const { code, out, err } = await runTektonFile(folder, yaml, more, surroundings)
  const documents = parseAllDocuments(out)
  const objects = 'empty' in documents ? [] : documents.map((one) => objectSchema.parse(one.toJS()))
  return { code, out, err, objects, first: objects[0]?.status }
}

describe('tekton run', () => {
  it('writes texts so that a reader of older YAML takes them for texts', async () => {
    const { code, out } = await run(
      'apiVersion: tekton.dev/v1\nkind: TaskRun\nmetadata: { name: t }\nspec:\n  taskSpec:\n    results: [{ name: there }]\n    steps: [{ image: x, script: "printf yes > $(results.there.path)" }]\n',
    )
    expect(code).toBe(0)
    expect(out).toContain('value: "yes"')
    expect(out).toMatch(/startTime: "\d{4}-/)
  })

  it('runs what a file refers to by name, and shows the object with its status', async () => {
    const { code, err, objects, first } = await run(
      `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: greet }
spec:
  params: [{ name: who }]
  results: [{ name: words }]
  steps:
  - image: alpine
    script: printf "hello $(params.who)" | tee $(results.words.path)
---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: all }
spec:
  params: [{ name: people, type: array }]
  tasks:
  - name: each
    matrix: { params: [{ name: who, value: "$(params.people[*])" }] }
    taskRef: { name: greet }
  - name: never
    when: [{ cel: "size('$(params.people[0])') > 10" }]
    taskRef: { name: greet }
    params: [{ name: who, value: nobody }]
  results: [{ name: words, value: "$(tasks.each.results.words[*])" }]
---
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { generateName: all- }
spec:
  pipelineRef: { name: all }
  params: [{ name: people, value: [one] }]
`,
      ['--param', 'people=ann,bob'],
    )
    expect(err).toContain('[each-0 : unnamed-0] hello ann')
    expect(code).toBe(0)
    expect(objects[0]?.metadata.name).toMatch(/^all-[0-9a-f]{5}$/)
    expect(first?.conditions[0]).toMatchObject({ status: 'True', reason: 'Completed' })
    expect(first?.results).toEqual([{ name: 'words', value: ['hello ann', 'hello bob'] }])
    expect(first?.skippedTasks).toMatchObject([{ name: 'never', reason: 'When Expressions evaluated to false' }])
    expect(first?.childReferences).toHaveLength(2)
  })

  it('calls what people read along by its task and its place in a matrix, and ends the line of a step before the next one speaks', async () => {
    const { err } = await run(`
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: named }
spec:
  pipelineSpec:
    tasks:
    - name: two-words
      matrix: { include: [{ name: first, params: [{ name: who, value: ann }] }, { name: second, params: [{ name: who, value: bob }] }] }
      taskSpec:
        params: [{ name: who }]
        steps:
        - { name: a, image: x, script: printf "no line end" }
        - { name: b, image: x, script: sleep 0.2; echo "$(params.who)" }
`)
    expect(err).toContain('[two-words-first : b] ann')
    expect(err).toMatch(/\[two-words-second : a\] no line end\n[^]*\[two-words-second : b\] bob/)
    expect(err).toMatch(/^two-words-second: Succeeded/m)
  })

  it('runs several runs one after the other, and fails when one has failed', async () => {
    const { code, objects } = await run(`
apiVersion: tekton.dev/v1beta1
kind: TaskRun
metadata: { name: bad }
spec: { taskSpec: { steps: [{ name: a, image: x, script: exit 3 }] } }
---
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { name: good }
spec: { taskSpec: { steps: [{ name: a, image: x, script: 'true' }] } }
`)
    expect(code).toBe(1)
    expect(objects.map(({ metadata, status }) => [metadata.name, status.conditions[0]?.reason])).toEqual([
      ['bad', 'Failed'],
      ['good', 'Succeeded'],
    ])
  })

  it('refuses a run that waits for somebody to start it', async () => {
    const { code, err } = await run(`
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: later }
spec:
  status: PipelineRunPending
  pipelineSpec: { tasks: [{ name: a, taskSpec: { steps: [{ image: x, script: 'true' }] } }] }
`)
    expect(code).toBe(1)
    expect(err).toContain(':6:3: A pending run waits for somebody who starts it')
  })

  it('gives steps volumes, workspaces, Secrets, ConfigMaps and what StepActions and earlier steps wrote', async () => {
    const { code, err, first } = await run(`
apiVersion: v1
kind: Secret
metadata: { name: door }
stringData: { key: open-sesame }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: words }
data: { greeting: "hello $(params.x)" }
---
apiVersion: tekton.dev/v1beta1
kind: StepAction
metadata: { name: show }
spec:
  params: [{ name: list, type: array }]
  results: [{ name: last }]
  image: x
  args: ["$(params.list[*])"]
  script: printf "$2" | tee $(step.results.last.path)
---
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { name: parts }
spec:
  workspaces:
  - { name: secrets, secret: { secretName: door } }
  - { name: mine, emptyDir: {} }
  taskSpec:
    workspaces: [{ name: secrets, mountPath: /door }, { name: mine }]
    results: [{ name: last, value: $(steps.show.results.last) }, { name: other, default: unset }]
    volumes:
    - { name: config, configMap: { name: words, items: [{ key: greeting, path: a/b.txt }] } }
    - { name: shared, emptyDir: {} }
    sidecars:
    - name: helper
      image: x
      script: echo ready > /shared/flag; sleep 1000
      readinessProbe: { exec: { command: [test, -f, /shared/flag] } }
      volumeMounts: [{ name: shared, mountPath: /shared }]
    steps:
    - name: write
      image: x
      results: [{ name: list, type: array }]
      env: [{ name: G, valueFrom: { configMapKeyRef: { name: words, key: greeting } } }]
      envFrom: [{ prefix: DOOR_, secretRef: { name: door } }]
      volumeMounts: [{ name: config, mountPath: /config }, { name: shared, mountPath: /shared }]
      script: |
        cat /shared/flag; echo "$G"; cat /config/a/b.txt; echo
        [ "$(cat /door/key)" = "$DOOR_key" ] && echo "same: $DOOR_key"
        printf '["a","b"]' > $(step.results.list.path)
    - name: show
      ref: { name: show }
      params: [{ name: list, value: "$(steps.write.results.list[*])" }]
    - name: guarded
      image: x
      when: [{ input: $(steps.show.results.last), operator: in, values: [z] }]
      script: exit 1
`)
    expect(err).toContain('[parts : write] ready')
    expect(err).toContain('[parts : write] hello $(params.x)\n[parts : write] hello $(params.x)')
    expect(err).toContain('same: ***door/key***')
    expect(err).not.toContain('open-sesame')
    expect(code).toBe(0)
    expect(first?.results).toMatchObject([
      { name: 'last', value: 'b' },
      { name: 'other', value: 'unset' },
    ])
    expect(first?.steps?.map(({ terminationReason }) => terminationReason)).toEqual([
      'Completed',
      'Completed',
      'Skipped',
    ])
  })

  it('gives a sidecar without a name the workspace whose volume it mounts', async () => {
    const { code, err } = await run(`
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { name: talk }
spec:
  timeout: 60s
  workspaces: [{ name: signals, emptyDir: {} }]
  taskSpec:
    workspaces: [{ name: signals }]
    steps:
    - image: alpine
      script: |
        until [ -f "$(workspaces.signals.path)/said" ]; do sleep 0.05; done
        cat "$(workspaces.signals.path)/said"
    sidecars:
    - image: alpine
      volumeMounts: [{ name: $(workspaces.signals.volume), mountPath: $(workspaces.signals.path) }]
      script: |
        echo good day > "$(workspaces.signals.path)/new"
        mv "$(workspaces.signals.path)/new" "$(workspaces.signals.path)/said"
        sleep 60
`)
    expect(err).toContain('[talk : unnamed-0] good day')
    expect(code).toBe(0)
  })

  it('runs a Task alone, in a folder of this machine', async () => {
    writeFileSync(join(folder, 'greeting.txt'), 'hello from the folder')
    const { code, err } = await run(
      `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: copy }
spec:
  params: [{ name: to }]
  workspaces: [{ name: source }]
  steps: [{ name: copy, image: x, workingDir: $(workspaces.source.path), script: "cat greeting.txt > $(params.to)" }]
`,
      ['--param', 'to=copied.txt', '--workspace', 'source=.'],
    )
    expect(err).not.toContain('error')
    expect(code).toBe(0)
    expect(readFileSync(join(folder, 'copied.txt'), 'utf8')).toBe('hello from the folder')
  })

  it.each([
    ['spec.taskSpec.volumes[0].hostPath', 'volumes: [{ name: v, hostPath: { path: / } }]'],
    ['spec.taskSpec.steps[0].debug', 'steps: [{ name: a, image: x, script: x, debug: { breakpoint: always } }]'],
  ])('refuses %s before anything runs, with its line', async (path, line) => {
    const { code, out, err } = await run(`apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { name: no }
spec:
  taskSpec:
    ${line}
${line.startsWith('steps') ? '' : '    steps: [{ name: a, image: x, script: x }]'}
`)
    expect(err).toContain(path)
    expect(err).toMatch(/run\.yaml:6:\d+:/)
    expect(err).not.toContain('Executor')
    expect([code, out]).toEqual([1, ''])
  })

  it('reads words whatever their capitals, as Tekton does, and finds their places', async () => {
    const written = (task: string) => `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: capitals }
spec: { PipelineSpec: { tasks: [${task}] } }`
    const ran = await run(written('{ name: a, TaskSpec: { steps: [{ image: x, script: echo it runs }] } }'))
    expect([ran.code, ran.err.includes('it runs')]).toEqual([0, true])
    const refused = await run(written('{ name: a }'))
    expect([refused.code, refused.err.includes('run.yaml:4:33: Task "a" has neither')]).toEqual([1, true])
  })

  it('refuses what the file lacks', async () => {
    const { code, err } = await run(`
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: no }
spec: { pipelineSpec: { tasks: [{ name: a, taskRef: { name: missing } }] } }
`)
    expect(err).toContain('no Task "missing" in the file')
    expect(code).toBe(1)
  })

  it.each([
    [['--approve', 'allow'], 0, 'Succeeded'],
    [[], 1, 'Failed'],
  ])('lets approvals pass with %j only', async (more, expected, reason) => {
    const { code, err, first } = await run(
      `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: gate }
spec:
  pipelineSpec:
    tasks:
    - { name: allow, taskRef: { apiVersion: openshift-pipelines.org/v1alpha1, kind: ApprovalTask } }
    - { name: go, runAfter: [allow], taskSpec: { steps: [{ name: a, image: x, script: echo gone }] } }
`,
      more,
    )
    expect([code, first?.conditions[0]?.reason]).toEqual([expected, reason])
    expect(err).toContain(expected === 0 ? '[go : a] gone' : 'Nobody approved it: give --approve allow')
  })

  it('tells a task what only its own try knows, by parameters, by names and by the exit codes of earlier steps', async () => {
    const { code, err, first } = await run(`
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: known }
spec:
  pipelineSpec:
    tasks:
    - name: again
      retries: 2
      params: [{ name: of, value: $(context.pipelineTask.retries) }, { name: try, value: $(context.task.retry-count) }]
      taskSpec:
        params: [{ name: of }, { name: try }]
        steps:
        - { name: ignored, image: x, onError: continue, script: "exit 7" }
        - name: last
          image: x
          script: |
            echo "try $(inputs.params.try) of $(params.of), $(context.task.name), $(cat /tekton/steps/0/exitCode)"
            [ "$(params.try)" = "$(params.of)" ] # $(steps.step-ignored.exitCode.path)
`)
    expect(code).toBe(0)
    expect([...err.matchAll(/try .*/g)].map(([line]) => line)).toEqual(
      [0, 1, 2].map((count) => `try ${count} of 2, known-again, 7`),
    )
    expect(first?.['taskRuns']).toMatchObject({
      'known-again': {
        status: {
          steps: [{ terminated: { exitCode: 7, reason: 'Completed' }, terminationReason: 'Continued' }, {}],
          retriesStatus: [{}, {}],
          taskSpec: { params: [{ name: 'of' }, { name: 'try' }] },
        },
      },
    })
  })

  it('cancels on Ctrl+C as Tekton does, and leaves nothing behind', async () => {
    const stop = new AbortController()
    const running = run(
      `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: long }
spec:
  pipelineSpec:
    tasks: [{ name: wait, taskSpec: { steps: [{ name: a, image: x, script: "echo started; exec sleep 987654" }] } }]
    finally: [{ name: last, taskSpec: { steps: [{ name: a, image: x, script: "echo last" }] } }]
`,
      [],
      { signal: stop.signal, err: (text) => text.includes('started') && stop.abort() },
    )
    const { first } = await running
    expect(first?.conditions[0]).toMatchObject({ status: 'False', reason: 'Cancelled' })
    expect(first?.skippedTasks).toBeUndefined()
    expect(leftovers()).toEqual([])
    const commands = readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? [readCommand(pid)] : []))
    expect(commands.filter((command) => command.includes('987654'))).toEqual([])
  })
})

/** Folders that runs of this test left behind. */
function leftovers(): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('linewright-run-'))
}

function readCommand(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
