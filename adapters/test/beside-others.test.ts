import { afterAll, expect, it } from 'vitest'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'

const pool = await createKernelPool()
const builtin = await readModule(builtinModuleDirectory)
afterAll(() => pool.close())

// As modules from elsewhere do it: Tekton v1beta1, with a copy of its schemas that has little else.
const files = {
  'cue.mod/module.cue': 'module: "example.com/theirs"\n',
  'cue.mod/gen/github.com/tektoncd/pipeline/pkg/apis/pipeline/v1/types.cue': 'package v1\n\n#Nothing: {}\n',
  'announce/announce.cue': `package announce

DesignPattern: pipelines: deploy: tasks: announce: {
	name:   "announce"
	prefix: ""
	params: {}
	steps: [{name: "say", image: "alpine", resources: limits: cpu: "1"}]
}
`,
}

it('built-in adapters stand in one stage with those of a module that has other schemas of Tekton', async () => {
  const { config } = parseQvsConfig(
    'designPatterns:\n  - pattern: linewright.dev/adapters/pipeline/deploy:local\n  - pattern: example.com/theirs/announce\n',
  )
  const modules = [{ digest: 'theirs', files }, builtin]
  const compiled = await compilePipelines(pool.forProject('beside'), { config, modules, prefix: 'shop' })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  expect(JSON.stringify(compiled.value)).toContain('announce')
})
