import { stringify } from 'yaml'
import { documentId, type ChangePart, resourceText, type Texts } from '../documents.ts'
import { emptyLine } from '../line/new-line.ts'
import type { Repository } from '../project.ts'
import type { SourceKind } from './recognised.ts'

/** An environment that the first line goes through, in this order. A new one is made with the local target. */
export interface FirstEnvironment {
  readonly name: string
  readonly displayName: string
  readonly order: number
  readonly isNew: boolean
}

type Part = ChangePart & { readonly text: string }

/** What there is to be of a repository before anything builds it. */
export interface Board {
  readonly project: string
  readonly application: { readonly name: string; readonly displayName: string; readonly description: string }
  readonly repository: Repository
  readonly isNewRepository: boolean
  readonly environments: readonly FirstEnvironment[]
  /** Where the QVS Config is committed when the platform hosts the repository. */
  readonly qvsConfigPath: string
  readonly line: string
  /** Branch that is delivered unless a run says otherwise. */
  readonly branch: string
}

/** What a first delivery is made of: what the files of a repository say, and what a person has confirmed. */
export interface FirstDelivery extends Board {
  readonly kind: SourceKind
  /** Values of the build adapter, kept for the application in all environments. */
  readonly parameters: Readonly<Record<string, string>>
  readonly runTests: boolean
  /** Path that answers with status 200 once the program is ready. */
  readonly readinessPath: string
  /** Environment variable from which the program reads its port. */
  readonly portVariable: string
  /** Whether people are asked before the last environment; counts from two environments on. */
  readonly hasGate: boolean
  /** Whether whoever asks for a run may let it through as well; otherwise it takes another person. */
  readonly requesterMayApprove: boolean
}

const builders: Readonly<Record<SourceKind, string>> = {
  'node-service': 'nodePackage',
  'go-service': 'goPackage',
  'python-service': 'pythonPackage',
  'static-site': 'staticSite',
}
const module = 'linewright.dev/adapters'

/** What the programs of most people read their port from. */
export const usualPortVariable = 'PORT'

/** Where an application's QVS Config lies in its repository by convention (Value Stream). */
export const usualConfigPath = '.valuestream/qvs.yaml'

/** Name of the Secret that may hold the token of a repository elsewhere; without one the repository is read as everybody may. */
export const sourceTokenSecret = 'source-token'

/**
 * Everything that takes a repository to the local target, as the parts of one change set: repository, application, new environments with a
 * local target, Deployments with their values, QVS Config, and a line that builds once and deploys and verifies environment by environment.
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

/** What a board begins with for a repository that no build adapter is known for: all that has to be there before adapters are dropped onto it. */
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
  // A site answers for its readiness beside its pages; of a service no other path is known.
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
