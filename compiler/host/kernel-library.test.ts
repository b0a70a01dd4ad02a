import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// A kernel that has seen many versions of a module must answer like a fresh one: what versions share is never stale.
let pool: KernelPool
beforeAll(async () => {
  pool = await createKernelPool()
})
afterAll(() => pool.close())

const schema = 'package schema\n\n#Object: {kind: string, size: *1 | int, ...}\n'
const base = `package base

import "library.example/m/schema"

#Note: schema.#Object & {kind: "Note", text: string}
`
const note = `package note

import "library.example/m/base"

DesignPattern: {
	parameters: text: string
	resources: app: note: base.#Note & {text: parameters.text}
}
`
const first = {
  'cue.mod/module.cue': 'module: "library.example/m"\n',
  'schema/schema.cue': schema,
  'base/base.cue': base,
  'note/note.cue': note,
}
type Files = Readonly<Record<string, string>>

const versions: readonly Files[] = [
  first,
  { ...first, 'note/note.cue': `${note}\n// a comment\n` },
  { ...first, 'schema/schema.cue': schema.replace('*1', '*2') },
  { ...first, 'schema/schema.cue': schema.replace('*1', '*2'), 'note/note.cue': `${note}\n// after the schema\n` },
  first,
  { ...first, 'schema/more.cue': 'package schema\n\n#Object: size: >1\n' },
  { ...first, 'base/base.cue': base.replace('"Note"', '"Memo"') },
  { ...first, 'base/base.cue': base.replace('package base', 'package other') },
  {
    ...first,
    'schema/schema.cue': `import "library.example/m/note"\n${schema}`.replace(/^(import.*\n)(package.*\n)/, '$2$1'),
  },
  { ...first, 'schema/schema.cue': 'package schema\n\n#Object: {' },
  { ...first, 'note/note.cue': `${note}\n\n\nDesignPattern: resources: app: note: kind: "Other"\n` },
  first,
]

function ask(kernel: Kernel, files: Files) {
  return kernel.compileInfrastructure({
    modules: [{ digest: JSON.stringify(files), files }],
    patterns: [{ pattern: 'library.example/m/note', params: { text: 'hello' }, pipelineParams: {} }],
    provenance: true,
  })
}

describe('packages that versions of a module share', () => {
  it('change no answer, whatever was asked before', async () => {
    const fresh: Awaited<ReturnType<typeof ask>>[] = []
    for (const [index, files] of versions.entries()) fresh.push(await ask(pool.forProject(`fresh ${index}`), files))
    expect(fresh.map(({ ok }) => ok)).toEqual([
      ...[true, true, true, true, true],
      ...[false, true, false, false, false, false, true],
    ])
    const kernel = pool.forProject('warm')
    const order = [...versions.keys(), ...versions.keys()].toSorted((a, b) => ((a * 7) % 12) - ((b * 7) % 12))
    for (const index of [...versions.keys(), ...order]) {
      expect(await ask(kernel, versions[index] ?? first)).toEqual(fresh[index])
    }
    expect(pool.usage('warm').instances).toBe(1)
  })

  it('are let go now and then, and nothing is lost', async () => {
    const kernel = pool.forProject('many')
    for (let turn = 0; turn < 150; turn++) {
      const answer = await ask(kernel, { ...first, 'note/note.cue': note.replace('parameters.text}', `"${turn}"}`) })
      expect(answer.ok ? answer.value.resources[0]?.data['text'] : '').toBe(String(turn))
    }
  })
})
