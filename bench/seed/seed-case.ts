import { documentId, type ChangeSet } from '#domain/documents.ts'

/** Five applications in three environments, each with 25 parameters, and one line that delivers them all in 60 stages. */
export const applications = ['orders', 'payments', 'catalogue', 'accounts', 'mailer'] as const
const environments = ['development', 'staging', 'production'] as const
export const line = 'seed-release'

const settings = Array.from({ length: 16 }, (_, index) => `setting${String(index + 1)}`)
const params = [
  ...['appName', 'k8sNamespace', 'imageDigest', 'port', 'logLevel', 'readinessPath', 'shutdownTimeout', 'memoryLimit'],
  'replicas',
  ...settings,
]

const qvsConfig = `params:
${params.map((name) => `  - name: ${name}\n    type: ${name === 'replicas' ? 'int' : 'string'}\n`).join('')}
modules:
  - name: linewright.dev/adapters
    revision: builtin

designPatterns:
  - pattern: linewright.dev/adapters/pipeline/build:nodePackage
  - pattern: linewright.dev/adapters/local/service
    params:
${params
  .filter((name) => !settings.includes(name))
  .map((name) => `      ${name}: $(params.${name})\n`)
  .join('')}      env:
${settings.map((name) => `        ${name.toUpperCase()}: $(params.${name})\n`).join('')}  - pattern: linewright.dev/adapters/pipeline/verify:http
`

function valuesOf(application: string, environment: string, place: number): string {
  const known = {
    appName: application,
    k8sNamespace: `bookshelf-${environment}`,
    port: String(8080 + place),
    logLevel: environment === 'production' ? 'info' : 'debug',
    readinessPath: '/healthz',
    shutdownTimeout: '10s',
    memoryLimit: '256Mi',
    replicas: '1',
    ...Object.fromEntries(settings.map((name) => [name, `${name} of ${application} on ${environment}`])),
  }
  const config = Object.entries(known).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`)
  return `config:\n${config.join('')}`
}

function stagesOf(application: string, environment: string): string {
  const place = `${application}-${environment}`
  const stage = (name: string, pipeline: string, param: string, value: string): string => `    - name: ${name}-${place}
      spec:
        pipeline: ${application}-${pipeline}
        deployment: { app: ${application}, name: ${environment} }
        params:
          - name: ${param}
            value: ${value}
`
  return [
    stage('build', 'build', 'gitRevision', '$(inputs.gitRevision)'),
    stage('deploy', 'deploy', 'imageDigest', `$(stages.build-${place}.results.digest)`),
    stage('verify', 'verify', 'url', `$(stages.deploy-${place}.results.url)`),
    `${stage('check', 'verify', 'url', `$(stages.deploy-${place}.results.url)`)}      runAfter: [verify-${place}]\n`,
  ].join('')
}

const places = applications.flatMap((application) => environments.map((environment) => ({ application, environment })))

/** Everything that the sample project lacks, in one change set. */
export const seedCase: ChangeSet = {
  message: 'Measured',
  parts: [
    part(documentId('environment', 'development'), {
      name: 'development',
      displayName: 'Development',
      order: 0,
      provisioningTargets: [{ kind: 'local', namespace: 'bookshelf-development' }],
    }),
    ...applications.flatMap((name) => [
      part(documentId('application', name), {
        name,
        displayName: name,
        qvsConfigRepository: 'bookshelf-api',
        qvsConfigPath: `.valuestream/${name}.yaml`,
      }),
      { id: documentId('qvs-config', name), text: qvsConfig },
    ]),
    ...places.flatMap(({ application, environment }, index) => [
      part(documentId('deployment', application, environment), {
        application,
        environment,
        name: environment,
        displayName: `${application} on ${environment}`,
      }),
      { id: documentId('parameters', application, environment), text: valuesOf(application, environment, index) },
    ]),
    {
      id: documentId('line', line),
      text: `apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata:
  name: ${line}
spec:
  params:
    - name: gitRevision
      type: string
      default: main
  stages:
${places.map(({ application, environment }) => stagesOf(application, environment)).join('')}`,
    },
  ],
}

function part(id: string, resource: Readonly<Record<string, unknown>>): ChangeSet['parts'][number] {
  return { id, text: JSON.stringify(resource) }
}
