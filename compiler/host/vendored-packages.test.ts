import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
beforeAll(async () => {
  pool = await createKernelPool()
})
afterAll(() => pool.close())

/** Makes a module with one adapter, whose resource has the only field that the module's own copy of the schemas knows. */
function moduleWith(name: string, field: string): ModuleSources {
  const files = {
    'cue.mod/module.cue': `module: "${name}.example/adapters"\n`,
    'cue.mod/gen/schemas.example/base/base.cue': `package base\n\n#Spec: ${field}: string\n`,
    'cue.mod/gen/schemas.example/thing/thing.cue':
      'package thing\n\nimport "schemas.example/base"\n\n#Thing: {kind: "Thing", spec: base.#Spec, ...}\n',
    'one/one.cue': `package one

import "schemas.example/thing"

DesignPattern: resources: app: ${name}: thing.#Thing & {
	apiVersion: "example/v1"
	metadata: name: "${name}"
	spec: ${field}: "x"
}
`,
  }
  return { digest: name, files }
}

async function textsOf(...modules: readonly ModuleSources[]): Promise<readonly string[]> {
  const { config } = parseQvsConfig(
    'designPatterns:\n  - pattern: left.example/adapters/one\n  - pattern: right.example/adapters/one\n',
  )
  const compiled = await compileResources(pool.forProject('vendored'), { config, modules, values: {}, secrets: {} })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  return compiled.value.resources.map(({ data }) => JSON.stringify(data))
}

describe('a package that two modules have vendored', () => {
  it('is for each of them its own copy, with what that imports, in any order', async () => {
    const [left, right] = [moduleWith('left', 'width'), moduleWith('right', 'height')]
    const texts = [...(await textsOf(left, right)), ...(await textsOf(right, left))]
    expect(texts.filter((text) => text.includes('"spec":{"width":"x"}'))).toHaveLength(2)
    expect(texts.filter((text) => text.includes('"spec":{"height":"x"}'))).toHaveLength(2)
  })
})
