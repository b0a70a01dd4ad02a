import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// Mistakes in options and adapters, and their messages: one sentence per mistake, at the line to change.
let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('plain')
})
afterAll(() => pool.close())

const files = {
  'cue.mod/module.cue': 'module: "plain.example/adapters"\n',
  'task/task.cue': `package task

#Task: {
	name: string
	params: [string]: {desc: string}
	input: {...}
	runAfter: [...string]
	steps: [...{name: string, image: string, script?: string}]
	results: [string]: {description: string}
	...
}
`,
  'fetch/fetch.cue': `package fetch

import "plain.example/adapters/task"

#Fetch: task.#Task & {
	name: "fetch"
	input: {kind: "hub" | *"lab", ...}
	let _user = {
		if input.kind == "hub" {"hub-user"}
		if input.kind == "lab" {"lab-user"}
	}
	params: url: desc: "what to fetch"
	steps: [{name: "get", image: "alpine", script: "get --user \\(_user)"}]
}

#FetchByKey: task.#Task & {
	name: "fetch-by-key"
	params: url: desc: "what to fetch with a key"
	steps: [{name: "key", image: "alpine"}, {name: "get", image: "alpine"}]
}

DesignPattern: {
	pipelineParameters: {
		kind:  string | *"lab"
		isDry: bool | *false
		byKey: bool | *false
		queries: [...{name: string, filter: {path: string}}] | *[]
	}
	let _kind = pipelineParameters.kind
	pipelines: build: tasks: fetch: {
		if pipelineParameters.byKey {#FetchByKey}
		if !pipelineParameters.byKey {#Fetch & {input: {kind: _kind}}}
	}
	pipelines: build: tasks: query: task.#Task & {
		name: "query"
		steps: [for q in pipelineParameters.queries {{name: q.name, image: "alpine", script: "query \\(q.filter.path)"}}]
	}
}
`,
  'number/number.cue': `package number

import "plain.example/adapters/task"

DesignPattern: pipelines: build: tasks: one: task.#Task & {
	name: "one"
	steps: [{name: "a", image: 3}]
}
`,
  'lost/lost.cue': `package lost

import "plain.example/adapters/taks"

DesignPattern: pipelines: build: tasks: one: taks.#Task
`,
  'small/small.cue': `package small

DesignPattern: {
	parameters: {name: string, copies: int | *1}
	resources: app: one: {apiVersion: "v1", kind: "ConfigMap", metadata: name: parameters.name, data: copies: "\\(parameters.copies)"}
}
`,
  'large/large.cue': `package large

import "plain.example/adapters/small"

DesignPattern: {
	parameters: {name: string, copies: int | *2}
	composites: [{pattern: small.DesignPattern, params: {name: parameters.name, copies: parameters.copies}}]
}
`,
}
const modules = [{ digest: JSON.stringify(files), files }]

async function told(entries: string): Promise<(readonly [string, number | undefined, string | undefined])[]> {
  const { config } = parseQvsConfig(`designPatterns:\n${entries}`)
  const answer = await compilePipelines(kernel, { config, modules, prefix: 'plain' })
  return answer.ok
    ? []
    : (answer.error.findings ?? []).map(({ message, place }) => [
        message.replace(/ \(declared at .*/, ''),
        place.line,
        place.document,
      ])
}

const use = (options: string) => `  - pattern: plain.example/adapters/fetch\n    pipelineParams:\n      ${options}\n`

describe('what is wrong with an option', () => {
  it('is told once where a task takes other values than the option, and not for every text that it goes into', async () => {
    expect(await told(use('kind: cvs'))).toEqual([
      ['build.tasks.fetch.input.kind: must be one of "hub", "lab", not "cvs"', 4, undefined],
    ])
  })

  it('names the kind of value that belongs there', async () => {
    expect(await told(use('isDry: "yes"'))).toEqual([
      ['pipelineParameters.isDry: must be true or false, not "yes"', 4, undefined],
    ])
    expect(await told(use('queries: [{name: 3, filter: {path: x}}]'))).toEqual([
      ['pipelineParameters.queries.0.name: must be a text, not 3', 4, undefined],
    ])
  })

  it('names the part that is missing in a list', async () => {
    expect(await told(use('queries: [{name: a, filter: {}}]'))).toEqual([
      ['plain.example/adapters/fetch needs the option "queries.0.filter.path"', 4, undefined],
    ])
  })
})

describe('what adapters do not agree on', () => {
  it('is the task, not everything in which two tasks differ', async () => {
    const found = await told(`${use('byKey: true')}  - pattern: plain.example/adapters/fetch\n`)
    expect(found.map(([message]) => message)).toEqual([
      'build.tasks.fetch.name is "fetch-by-key" in plain.example/adapters/fetch and "fetch" in plain.example/adapters/fetch' +
        ' (see also plain.example/adapters/fetch/fetch.cue:6:2)',
    ])
  })

  it('is at the line with the value rather than at the type that it breaks', async () => {
    expect(await told('  - pattern: plain.example/adapters/number\n')).toMatchObject([
      [expect.stringContaining('conflicting values 3 and string'), 7, 'plain.example/adapters/number/number.cue'],
    ])
  })

  it('is two defaults, which CUE calls incomplete', async () => {
    const { config } = parseQvsConfig(
      'designPatterns:\n  - pattern: plain.example/adapters/large\n    params: {name: x}\n',
    )
    const answer = await compileResources(kernel, { config, modules, values: {}, secrets: {} })
    expect(answer.ok ? [] : answer.error.findings).toMatchObject([
      {
        code: 'adapter-two-defaults',
        message: expect.stringContaining(
          'large has the default 2 for "copies", and plain.example/adapters/small, which it composes, has the default 1',
        ),
        place: { line: 2 },
      },
    ])
  })
})

describe('an import that leads nowhere', () => {
  it('is told with the package that has a similar name, adapter or not', async () => {
    expect((await told('  - pattern: plain.example/adapters/lost\n')).map(([message]) => message)).toEqual([
      expect.stringMatching(/did you mean plain\.example\/adapters\/task\?$/),
    ])
  })
})
