import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// A kernel that keeps the results of adapters must answer like a fresh one.
let pool: KernelPool
beforeAll(async () => {
  pool = await createKernelPool()
})
afterAll(() => pool.close())

const files = {
  'cue.mod/module.cue': 'module: "trees.example/m"\n',
  'note/note.cue': `package note

DesignPattern: {
	parameters: {text: string, size: int & <10 | *1}
	resources: {
		app: note: {kind: "Note", text: parameters.text, size: parameters.size}
		appSetup: space: {kind: "Space", size: parameters.size}
	}
}
`,
  'all/all.cue': `package all

import "trees.example/m/note"

DesignPattern: {
	parameters: {title: string, text: string | *"none"}
	composites: [{pattern: note.DesignPattern, params: text: parameters.text, group: "g"}]
	resources: app: head: kind: "Head"
	defer: app: list: {kind: "List", title: parameters.title, names: [for name, _ in resources.app {name}]}
}
`,
}
const module = { digest: 'trees', files }

type Values = Readonly<Record<string, unknown>>

function note(params: Values) {
  return { pattern: 'trees.example/m/note', params, pipelineParams: {} }
}

function all(params: Values) {
  return { pattern: 'trees.example/m/all', params, pipelineParams: {} }
}

const questions = [
  [note({ text: 'a' }), all({ title: 't' })],
  [note({ text: 'b' }), all({ title: 't' })],
  [note({ text: 'b' }), all({ title: 't', text: 'x' })],
  [all({ title: 't', text: 'x' }), note({ text: 'b' })],
  [all({ title: 't', text: 'x' })],
  [note({ text: 'a' }), note({ text: 'a', size: 11 })],
  [note({ text: 'a' }), note({ text: 'a', size: 2 })],
  [note({ text: 'a' }), all({})],
  [note({ text: 'a', sise: 2 }), all({ title: 't' })],
  [note({ text: 'a', unheard: 2 }), all({ title: 't' })],
]

describe('adapters that were asked for the last time as well', () => {
  it.each([false, true])('change no answer, with provenance %s', async (provenance) => {
    const warm = pool.forProject('warm')
    const cold = pool.forProject('cold')
    let refused = 0
    for (const patterns of [...questions, ...questions.toReversed()])
      for (const setup of [false, true, false]) {
        const request = { modules: [module], patterns, setup, provenance }
        // A request for no adapters empties what is kept, so that the next one makes everything anew.
        await cold.compileInfrastructure({ ...request, patterns: [] })
        const fresh = await cold.compileInfrastructure(request)
        expect(await warm.compileInfrastructure(request)).toEqual(fresh)
        if (!fresh.ok) refused += 1
      }
    expect(refused).toBe(16)
  })
})
