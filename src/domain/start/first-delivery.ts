import { stringify } from 'yaml'
import { documentId, type ChangePart, resourceText, type Texts } from '../documents.ts'
import { emptyLine } from '../line/new-line.ts'
import type { Repository } from '../project.ts'
import type { SourceKind } from './recognised.ts'

/** An environment of the first line, in delivery order. A new one gets the local target. */
export interface FirstEnvironment {
  readonly name: string
  readonly displayName: string
  readonly order: number
  readonly isNew: boolean
}

type Part = ChangePart & { readonly text: string }

/** A project's resources before anything can build the repository. */
export interface Board {
  readonly project: string
  readonly application: { readonly name: string; readonly displayName: string; readonly description: string }
  readonly repository: Repository
  readonly isNewRepository: boolean
  readonly environments: readonly FirstEnvironment[]
  /** Where the QVS Config is committed, if the platform hosts the repository. */
  readonly qvsConfigPath: string
  readonly line: string
  /** The branch that runs deliver by default. */
  readonly branch: string
}

/** The input of a first delivery: what was read from the repository, and what a person confirmed. */
export interface FirstDelivery extends Board {
  readonly kind: SourceKind
  /** Values of the build adapter, for the application in all environments. */
  readonly parameters: Readonly<Record<string, string>>
  readonly runTests: boolean
  /** Path that returns status 200 once the program is ready. */
  readonly readinessPath: string
  /** The environment variable that tells the program its port. */
  readonly portVariable: string
  /** Whether a gate guards the last environment; only counts from two environments on. */
  readonly hasGate: boolean
  /** Whether the requester of a run may approve it too; otherwise another person must. */
  readonly requesterMayApprove: boolean
}

const builders: Readonly<Record<SourceKind, string>> = {
  'node-service': 'nodePackage',
  'go-service': 'goPackage',
  'python-service': 'pythonPackage',
  'static-site': 'staticSite',
}
const module = 'linewright.dev/adapters'

/** The variable from which most programs read their port. */
export const usualPortVariable = 'PORT'

/** Conventional path of an application's QVS Config in its repository (Value Stream). */
export const usualConfigPath = '.valuestream/qvs.yaml'

/** Name of the Secret that may hold the token of a repository elsewhere; without a token, the repository is read anonymously. */
export const sourceTokenSecret = 'source-token'

/**
 * Everything that it takes to deliver a repository to the local target, as the parts of one change set: repository, application, new environments
 * with a local target, Deployments with their values, QVS Config, and a line that builds once, then deploys and verifies in each environment.
 */
export function firstDelivery(wanted: FirstDelivery): readonly ChangePart[] {
  return [
    ...resources(wanted),
    ...(Object.keys(wanted.parameters).length === 0
      ? []
      : [
          {
            id: documentId('parameters', 'application', wanted.application.name),
            text: stringify({ config: wanted.parameters }),
          },
        ]),
    { id: documentId('qvs-config', wanted.application.name), text: qvsConfig(wanted) },
    { id: documentId('line', wanted.line), text: line(wanted) },
  ]
}

/** The initial documents for a repository without a known build adapter: everything that must exist before adapters can be dropped onto the board. */
export function firstBoard(wanted: Board, words: { readonly revision: string }): Texts {
  const { application, line: name, branch } = wanted
  const config = { modules: [{ name: module, revision: 'builtin' }], designPatterns: [] }
  return Object.fromEntries(
    [
      ...resources(wanted),
      { id: documentId('qvs-config', application.name), text: stringify(config) },
      { id: documentId('line', name), text: emptyLine(name, words, branch) },
    ].map(({ id, text }) => [id, text]),
  )
}

function resources(wanted: Board): readonly Part[] {
  const { project, application, repository, environments } = wanted
  const json = (id: string, data: unknown): Part => ({ id, text: resourceText(data) })
  return [
    ...(wanted.isNewRepository ? [json(documentId('repository', repository.name), repository)] : []),
    json(documentId('application', application.name), {
      ...application,
      qvsConfigRepository: repository.name,
      qvsConfigPath: wanted.qvsConfigPath,
    }),
    ...environments
      .filter(({ isNew }) => isNew)
      .map(({ name, displayName, order }) =>
        json(documentId('environment', name), {
          name,
          displayName,
          order,
          provisioningTargets: [{ kind: 'local', namespace: `${project}-${name}` }],
        }),
      ),
    ...environments.flatMap(({ name, displayName }) => [
      json(documentId('deployment', application.name, name), {
        application: application.name,
        name,
        environment: name,
        displayName: `${application.displayName}, ${displayName}`,
      }),
      { id: documentId('parameters', application.name, name), text: parameterSet(repository) },
    ]),
  ]
}

function parameterSet({ kind }: Repository): string {
  return stringify(
    kind === 'hosted' ? { config: {} } : { config: {}, credentials: { gitTokenSecretName: sourceTokenSecret } },
  )
}

function qvsConfig({ application, kind, runTests, readinessPath, portVariable }: FirstDelivery): string {
  const names = ['appName', 'k8sNamespace', 'imageDigest']
  const text = stringify({
    params: names.map((name) => ({ name, type: 'string' })),
    modules: [{ name: module, revision: 'builtin' }],
    designPatterns: [
      {
        pattern: `${module}/pipeline/build:${builders[kind]}`,
        ...(runTests ? {} : { pipelineParams: { runTests: false } }),
      },
      {
        pattern: `${module}/local/service`,
        params: {
          ...Object.fromEntries(names.map((name) => [name, `$(params.${name})`])),
          readinessPath,
          ...(portVariable === usualPortVariable ? {} : { portVariable }),
        },
      },
      { pattern: `${module}/pipeline/verify:http` },
    ],
  })
  return `# How ${application.name} is built, deployed and verified.\n${text}`
}

function line(wanted: FirstDelivery): string {
  const { application, environments, hasGate, branch } = wanted
  const app = application.name
  const last = environments.at(-1)
  // A site's readiness path is none of its pages, so its root is verified; a service has no other known path.
  const path = wanted.kind === 'static-site' || wanted.readinessPath === '/' ? [] : [wanted.readinessPath]
  const gate = hasGate && environments.length > 1 && last !== undefined ? last.name : undefined
  const stages = environments.flatMap(({ name }, index) => [
    {
      name: `deploy-${name}`,
      spec: {
        pipeline: `${app}-deploy`,
        deployment: { app, name },
        params: [{ name: 'imageDigest', value: '$(stages.build.results.digest)' }],
      },
      runAfter: [index === 0 ? 'build' : `verify-${environments[index - 1]?.name ?? ''}`],
      ...(gate === name ? { gates: [gate] } : {}),
    },
    {
      name: `verify-${name}`,
      spec: {
        pipeline: `${app}-verify`,
        deployment: { app, name },
        params: [
          { name: 'url', value: `$(stages.deploy-${name}.results.url)` },
          ...path.map((value) => ({ name: 'path', value })),
        ],
      },
      runAfter: [`deploy-${name}`],
    },
  ])
  return stringify({
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: wanted.line },
    spec: {
      params: [{ name: 'gitRevision', type: 'string', description: 'Branch, tag or commit', default: branch }],
      ...(gate === undefined
        ? {}
        : {
            gates: [
              {
                name: gate,
                title: `Release to ${last?.displayName ?? gate}`,
                approvers: { roles: ['approver', 'admin'] },
                ...(wanted.requesterMayApprove ? { requesterMayApprove: true } : {}),
              },
            ],
          }),
      stages: [
        {
          name: 'build',
          spec: {
            pipeline: `${app}-build`,
            deployment: { app, name: environments[0]?.name ?? '' },
            params: [{ name: 'gitRevision', value: '$(inputs.gitRevision)' }],
          },
        },
        ...stages,
      ],
      results: [{ name: 'url', value: `$(stages.deploy-${last?.name ?? ''}.results.url)` }],
    },
  })
}
