import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import type { KernelStage, KernelTask } from '#domain/adapters/kernel/kernel-answer.ts'
import { ok } from '#domain/result.ts'

/** A kernel for tests: every QVS Config has the stages `build`, `deploy` (with manifests) and `verify`, whatever its patterns are. */
export function createFakeKernel(): Kernel {
  return {
    describe: async () => ok({ adapters: [] }),
    async compilePipelines({ appconfigParams }) {
      return ok({
        stages: [
          stage(
            'build',
            [
              task('checkout', [], ['commit'], false),
              task('test', ['checkout'], [], false),
              task('package', ['test'], ['digest'], false),
            ],
            { digest: ['package', 'digest'] },
            ['gitCloneUrl', 'gitRevision'],
          ),
          stage(
            'deploy',
            [task('render', [], [], true), task('apply', ['render'], ['url'], false)],
            { url: ['apply', 'url'] },
            appconfigParams,
          ),
          stage('verify', [task('check', [], [], false)], {}, []),
        ],
        ignored: [],
      })
    },
    async compileInfrastructure({ patterns }) {
      const params = patterns[0]?.params ?? {}
      const data = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'app' },
        data: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
      }
      return ok({ resources: [{ id: 'app', data, adapters: [], leaves: [] }], outputs: {}, ignored: [] })
    },
    format: async ({ text }) => ok({ text }),
    read: async () => ok({ data: {} }),
  }
}

function stage(
  name: string,
  tasks: KernelTask[],
  results: Readonly<Record<string, [string, string]>>,
  params: readonly string[],
): KernelStage {
  const first = tasks.map((one, index) =>
    index === 0
      ? { ...one, params: [...one.params, ...params.map((param) => ({ name: param, description: '', prefix: false }))] }
      : one,
  )
  return {
    name,
    tasks: first,
    results: Object.entries(results).map(([result, value]) => ({
      name: result,
      description: '',
      value: { result: value },
      adapters: [],
      leaves: [],
    })),
    adapters: [],
  }
}

function task(name: string, runAfter: string[], results: string[], usesAppParams: boolean): KernelTask {
  return {
    id: name,
    name,
    prefix: '',
    prefixAllParams: false,
    params: [],
    runAfter,
    when: [],
    approvalRequired: false,
    usesAppParams,
    usesAppSecrets: false,
    env: '',
    constParams: [],
    results: results.map((result) => ({ name: result, description: '' })),
    leaves: [],
    spec: { steps: [{ name: 'work', image: 'tools', script: 'true' }], workspaces: [{ name: 'shared' }] },
    retries: 0,
    adapters: [],
  }
}
