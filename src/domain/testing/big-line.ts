import type { Pipeline } from '../tekton/pipeline.ts'
import type { World } from '../line/world.ts'

/** The size of a made-up project: each application is built and scanned once, and deployed and verified in every environment. */
export interface BigLine {
  readonly text: string
  readonly world: World
  readonly stages: number
}

const perApplication = (environments: number) => 2 + 2 * environments

function pipeline(name: string, params: readonly string[], results: readonly string[], deploys = false): Pipeline {
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata: { name, annotations: deploys ? { 'linewright.dev/app-config-params': 'replicas' } : {} },
    spec: {
      params: params.map((param) => ({ name: param })),
      tasks: [{ name: 'work', taskRef: { kind: 'Task', name: `${name}-work` } }],
      results: results.map((result) => ({ name: result, value: `$(tasks.work.results.${result})` })),
    },
  }
}

/** Makes a line of about `wanted` stages with its world, for tests and measurements: the same arguments give the same line. */
export function bigLine(wanted: number, environmentCount = 3): BigLine {
  const environments = Array.from({ length: environmentCount }, (_, index) => `env-${String(index + 1)}`)
  const applications = Array.from(
    { length: Math.max(1, Math.round(wanted / perApplication(environmentCount))) },
    (_, index) => `app-${String(index + 1)}`,
  )
  const stages = applications.flatMap((app) => [
    stageText(`build-${app}`, `${app}-build`, app, environments[0] ?? '', ['gitRevision: $(inputs.gitRevision)'], []),
    stageText(`scan-${app}`, `${app}-scan`, app, environments[0] ?? '', [], [`build-${app}`]),
    ...environments.flatMap((environment, index) => {
      const digest = `imageDigest: $(stages.build-${app}.results.digest)`
      const before = index === 0 ? `scan-${app}` : `verify-${app}-${environments[index - 1] ?? ''}`
      return [
        stageText(`deploy-${app}-${environment}`, `${app}-deploy`, app, environment, [digest], [before], index > 0),
        stageText(
          `verify-${app}-${environment}`,
          `${app}-verify`,
          app,
          environment,
          [`url: $(stages.deploy-${app}-${environment}.results.url)`],
          [`deploy-${app}-${environment}`],
        ),
      ]
    }),
  ])
  const gates = environments
    .slice(1)
    .map((environment) => `    - name: ${environment}\n      title: Release to ${environment}\n`)
  const text = [
    'apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nmetadata:\n  name: big\nspec:\n  params:\n    - name: gitRevision\n',
    gates.length === 0 ? '' : `  gates:\n${gates.join('')}`,
    '  stages:\n',
    ...stages,
  ].join('')
  return { text, stages: stages.length, world: worldOf(applications, environments) }
}

function stageText(
  name: string,
  pipelineName: string,
  app: string,
  environment: string,
  params: readonly string[],
  runAfter: readonly string[],
  isHeld = false,
): string {
  const values = params.map((param) => {
    const [key = '', value = ''] = param.split(': ')
    return `          - name: ${key}\n            value: ${value}\n`
  })
  return [
    `    # ${name}\n    - name: ${name}\n      spec:\n        pipeline: ${pipelineName}\n`,
    `        deployment: { app: ${app}, name: ${environment} }\n`,
    values.length === 0 ? '' : `        params:\n${values.join('')}`,
    runAfter.length === 0 ? '' : `      runAfter: [${runAfter.join(', ')}]\n`,
    isHeld ? `      gates: [${environment}]\n` : '',
  ].join('')
}

function worldOf(applications: readonly string[], environments: readonly string[]): World {
  return {
    project: 'big',
    repositories: [],
    applications: applications.map((name) => ({
      name,
      displayName: name,
      description: '',
      qvsConfigRepository: 'code',
      qvsConfigPath: '.valuestream/qvs.yaml',
    })),
    environments: environments.map((name, order) => ({
      name,
      displayName: name,
      description: '',
      order,
      provisioningTargets: [{ kind: 'local', namespace: name }],
    })),
    deployments: applications.flatMap((application) =>
      environments.map((name) => ({
        application,
        name,
        environment: name,
        displayName: name,
        config: { replicas: '1' },
        secrets: [],
        credentials: {},
      })),
    ),
    pipelines: applications.flatMap((app) => [
      pipeline(`${app}-build`, ['gitRevision'], ['digest']),
      pipeline(`${app}-scan`, [], ['report']),
      pipeline(`${app}-deploy`, ['imageDigest'], ['url'], true),
      pipeline(`${app}-verify`, ['url'], []),
    ]),
    tasks: [],
    adapters: [],
    layers: { project: {}, applications: {}, environments: {} },
  }
}
