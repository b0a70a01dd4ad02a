import type { Field } from '#domain/adapters/catalog/description.ts'
import type { World } from '#domain/line/world.ts'

/** Parameters of one application in one Deployment: a fifth choices, a fifth numbers, a fifth switches, the rest texts. */
export function worldOf(count: number): World {
  const parameters = Array.from({ length: count }, (_, index) => fieldOf(index))
  return {
    project: 'bench',
    repositories: [],
    applications: [
      { name: 'app', displayName: 'App', description: '', qvsConfigRepository: 'app', qvsConfigPath: 'qvs.yaml' },
    ],
    environments: [{ name: 'staging', displayName: 'Staging', description: '', order: 1, provisioningTargets: [] }],
    deployments: [
      {
        application: 'app',
        name: 'staging',
        environment: 'staging',
        displayName: 'Staging',
        config: Object.fromEntries(parameters.map(({ name }, index) => [name, valueOf(index)])),
        secrets: [],
        credentials: {},
      },
    ],
    pipelines: [
      {
        apiVersion: 'tekton.dev/v1',
        kind: 'Pipeline',
        metadata: { name: 'app-deploy', annotations: { 'linewright.dev/adapters': 'bench/app' } },
        spec: {
          tasks: [{ name: 'work', taskRef: { kind: 'Task', name: 'work' } }],
          params: parameters.map(({ name }) => ({ name })),
        },
      },
    ],
    tasks: [],
    adapters: [
      {
        pattern: 'bench/app',
        name: 'app',
        description: '',
        category: 'deploy',
        badges: [],
        words: [],
        ja: {},
        parameters,
        options: [],
        stages: [],
        resources: [],
        composes: [],
        module: { name: 'bench', revision: '1' },
        findings: [],
      },
    ],
    layers: { project: {}, applications: {}, environments: {} },
  }
}

export const choices = ['debug', 'info', 'warn', 'error']

function fieldOf(index: number): Field {
  const base = {
    name: `parameter${String(index)}`,
    required: false,
    doc: `What parameter ${String(index)} is for.`,
    constraint: '',
  }
  switch (index % 5) {
    case 0:
      return { ...base, kind: 'string', enum: choices }
    case 1:
      return { ...base, kind: 'int', minimum: 0, maximum: 1000 }
    case 2:
      return { ...base, kind: 'string', format: 'boolean' }
    default:
      return { ...base, kind: 'string', pattern: '^[a-z0-9-]*$' }
  }
}

/** The first value of a parameter, as text. */
export function valueOf(index: number): string {
  return [choices[1] ?? '', String(index), 'true', `value-${String(index)}`, `text-${String(index)}`][index % 5] ?? ''
}
