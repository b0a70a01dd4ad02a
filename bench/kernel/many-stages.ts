import type { KernelPool } from '#compiler/host/kernel-pool.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'

export interface ManyStages {
  readonly stages: number
  /** Processor time of the first answer, the next one, and one with all origins, in seconds. */
  readonly first: number
  readonly again: number
  readonly traced: number
  readonly memoryBytes: number
}

/** Measures one adapter with thousands of two-task stages, each written out as in generated adapters. */
export async function manyStages(pool: KernelPool, stages: number): Promise<ManyStages> {
  const project = `stages-${stages}`
  const files = {
    'cue.mod/module.cue': 'module: "bench.example/stages"\n',
    'many/many.cue': `package many\n\nDesignPattern: pipelines: {\n${Array.from({ length: stages }, (_, at) => stage(at)).join('')}}\n`,
  }
  const kernel = pool.forProject(project)
  await kernel.format({ file: 'started.cue', text: 'a: 1\n' })
  const compile = async (provenance: boolean): Promise<number> => {
    const before = process.cpuUsage()
    const answer = await kernel.compilePipelines({
      modules: [{ digest: sourcesDigest(files), files }],
      patterns: [{ pattern: 'bench.example/stages/many', params: {}, pipelineParams: {} }],
      appconfigParams: [],
      provenance,
    })
    if (!answer.ok) throw new Error(answer.error.message)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  const [first, again, traced] = [await compile(false), await compile(false), await compile(true)]
  return { stages, first, again, traced, memoryBytes: pool.usage(project).memoryBytes }
}

function stage(at: number): string {
  return `	"stage-${at}": {
		tasks: {
			build: {
				name: "build-${at}"
				params: revision: desc: "what is built"
				steps: [{name: "build", image: "node:24", script: "make build-${at} > $(results.digest.path)"}]
				results: digest: description: "what came of it"
			}
			test: {
				name: "test-${at}"
				runAfter: ["build"]
				params: revision: desc: "what is tested"
				steps: [{name: "test", image: "node:24", script: "make test-${at}"}]
			}
		}
		results: digest: tasks["build"].results.digest
	}
`
}
