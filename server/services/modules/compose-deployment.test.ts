import { describe, expect, it } from 'vitest'
import { tracePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { kernelProblem } from '#domain/adapters/kernel/kernel-problem.ts'
import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import type { World } from '#domain/line/world.ts'
import type { Finding } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { createFakeKernel } from '../../testing/fake-kernel.ts'
import { createCompositions } from './compose-deployment.ts'
import type { WorldReading } from '../documents/world.ts'

const at = (file: string, line: number) => ({ module: 'a.example', file, line, column: 3 })
const conflict = kernelProblem([
  {
    code: 'cue',
    message: 'conflicting values "one" and "two"',
    path: 'note.data.text',
    positions: [at('one/one.cue', 4), at('two/two.cue', 7)],
    adapters: ['a.example/one', 'a.example/two'],
    sides: [
      { adapter: 'a.example/one', via: [], value: 'one', position: at('one/one.cue', 4) },
      { adapter: 'a.example/two', via: ['a.example/outer'], value: 'two', position: at('two/two.cue', 7) },
    ],
  },
])

/** Two adapters with the same ConfigMap, which only compile one by one. */
function kernelThat(fits: boolean): Kernel {
  return {
    ...createFakeKernel(),
    async compileInfrastructure({ patterns, setup }) {
      if (setup === true) return ok({ resources: [], outputs: {}, ignored: [] })
      if (patterns.length > 1 && !fits) return err(conflict)
      const leaves = patterns.map(({ pattern }, index) => ({
        path: ['data', String(index)],
        origins: [{ adapter: pattern, via: [], schema: false, parameters: [], position: at('x.cue', 1) }],
      }))
      const data = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'note' },
        data: Object.fromEntries(patterns.map(({ pattern }, index) => [String(index), pattern])),
      }
      return ok({ resources: [{ id: 'note', data, adapters: [], leaves }], outputs: {}, ignored: [] })
    },
  }
}

const world: World = {
  project: 'p',
  repositories: [],
  applications: [],
  environments: [],
  deployments: [
    {
      application: 'shop',
      name: 'staging',
      environment: 'staging',
      displayName: '',
      config: {},
      secrets: [],
      credentials: {},
    },
  ],
  pipelines: [],
  tasks: [],
  adapters: [],
  layers: { project: {}, applications: {}, environments: {} },
}

const text = 'designPatterns:\n  - pattern: a.example/one\n  - pattern: a.example/two\n'
const reading: WorldReading = {
  world,
  findings: [],
  qvsConfigs: new Map([['shop', { document: 'qvs-config/shop', text, version: '1', modules: [] }]]),
  modules: [],
}
const request = { project: 'p', application: 'shop', deployment: 'staging', documents: {} }

async function composed(fits: boolean) {
  const kernel = kernelThat(fits)
  const compose = createCompositions(kernel, {
    read: async () => reading,
    trace: (one) => tracePipelines(kernel, one),
  })
  const [answer, again] = [await compose(request), await compose(request)]
  expect(again).toEqual(answer)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

describe('composition', () => {
  it('is computed once for the same sources and values', async () => {
    const kernel = kernelThat(true)
    let asked = 0
    const compose = createCompositions(
      {
        ...kernel,
        compileInfrastructure: (one) => {
          asked++
          return kernel.compileInfrastructure(one)
        },
      },
      { read: async () => reading, trace: (one) => tracePipelines(kernel, one) },
    )
    await compose(request)
    const first = asked
    await compose(request)
    expect([first > 0, asked]).toEqual([true, first])
  })

  it('says of each line who wrote it', async () => {
    const { manifests, adapters, isUnited } = await composed(true)
    expect(adapters.map(({ pattern, line }) => [pattern, line])).toEqual([
      ['a.example/one', 2],
      ['a.example/two', 3],
    ])
    expect([isUnited, manifests[0]?.owners]).toEqual([true, [0, 1]])
    const rows = manifests[0]?.text.split('\n') ?? []
    expect(manifests[0]?.lines.map(({ line, owners }) => [rows[line - 1]?.trim(), owners])).toEqual([
      ['"0": a.example/one', [0]],
      ['"1": a.example/two', [1]],
    ])
  })

  it('shows a conflict at both origins, and what each adapter brings alone', async () => {
    const { manifests, findings, isUnited } = await composed(false)
    expect(isUnited).toBe(false)
    expect(findings[0]?.sides).toEqual([
      {
        adapter: 'a.example/one',
        via: [],
        value: '"one"',
        place: { document: 'a.example/one/one.cue', line: 4, column: 3 },
      },
      {
        adapter: 'a.example/two',
        via: ['a.example/outer'],
        value: '"two"',
        place: { document: 'a.example/two/two.cue', line: 7, column: 3 },
      },
    ])
    expect(manifests.map(({ name, text, owners }) => [name, text, owners])).toEqual([['note', '', [0, 1]]])
  })

  it('shows what the others bring when one module is unavailable, and names it', async () => {
    const kernel = kernelThat(true)
    const missing: Finding = {
      severity: 'error',
      code: 'module-without-adapter',
      message: 'No module has the adapter b.example/two',
      args: {},
      place: { document: 'qvs-config/shop', line: 3, column: 14 },
    }
    const sources = { digest: 'a', files: { 'cue.mod/module.cue': 'module: "a.example"\n' } }
    const modules: readonly FoundModule[] = [
      { from: 'git', name: 'a.example', path: 'a.example', revision: 'v1', sources },
    ]
    const source = {
      document: 'qvs-config/shop',
      text: text.replace('a.example/two', 'b.example/two'),
      version: '1',
      modules,
    }
    const compose = createCompositions(kernel, {
      read: async () => ({ ...reading, findings: [missing], qvsConfigs: new Map([['shop', source]]) }),
      trace: (one) => tracePipelines(kernel, one),
    })
    const answer = await compose(request)
    if (!answer.ok) throw new Error(answer.error.message)
    const { findings, manifests, isUnited } = answer.value
    expect([findings, isUnited]).toEqual([[missing], false])
    expect(manifests.map(({ owners }) => owners)).toEqual([[0]])
  })
})
