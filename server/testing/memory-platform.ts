import { builtinModule } from '#domain/adapters/modules/module-address.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { ok, err } from '#domain/result.ts'
import { problem } from '#domain/problem.ts'
import { createApi, type Api } from '../api.ts'
import type { Ports } from '../ports.ts'
import type { ModuleRepositories } from '../ports/modules.ts'
import type { GitRepositories } from '../ports/repositories.ts'
import { createManualClock, type ManualClock } from '../ports/manual-clock.ts'
import { createMemoryImages, type MemoryImages } from '../stores/memory/memory-images.ts'
import { createMemoryWorkspaces, type MemoryWorkspaces } from '../stores/memory/memory-workspaces.ts'
import { createMemoryAudit } from '../stores/memory/memory-audit.ts'
import { createMemoryBus } from '../stores/memory/memory-bus.ts'
import { createMemoryDeployStates } from '../stores/memory/memory-deploy-states.ts'
import { createMemoryCredentials } from '../stores/memory/memory-credentials.ts'
import { createMemoryDocuments } from '../stores/memory/memory-documents.ts'
import { createMemoryDrafts } from '../stores/memory/memory-drafts.ts'
import { createMemoryLogs, type MemoryLogs } from '../stores/memory/memory-logs.ts'
import { createMemoryRepositories } from '../stores/memory/memory-repositories.ts'
import { createMemoryProposals } from '../stores/memory/memory-proposals.ts'
import { createMemoryProjects } from '../stores/memory/memory-projects.ts'
import { createMemoryRunIndex } from '../stores/memory/memory-run-index.ts'
import { createMemoryRuns } from '../stores/memory/memory-runs.ts'
import { createMemorySecrets } from '../stores/memory/memory-secrets.ts'
import { createMemorySnapshots } from '../stores/memory/memory-snapshots.ts'
import { createMemoryTriggers } from '../stores/memory/memory-triggers.ts'
import { createMemoryWebhooks } from '../stores/memory/memory-webhooks.ts'
import { createFakeOutgoing, type FakeOutgoing } from './fake-outgoing.ts'
import { createFakeKernel } from './fake-kernel.ts'
import { createFakeTarget, type FakeTarget } from './fake-target.ts'
import { createScriptedEngine, createScriptedWorld, type ScriptedWorld } from './scripted-engine.ts'

/** The whole platform in memory, with an engine that does what a test says. */
export interface MemoryPlatform {
  readonly ports: Ports
  readonly clock: ManualClock
  readonly logs: MemoryLogs
  readonly workspaces: MemoryWorkspaces
  readonly target: FakeTarget
  readonly images: MemoryImages
  readonly engine: ScriptedWorld
  readonly outgoing: FakeOutgoing
  /** Surprises that were reported. */
  readonly reported: string[]
  /** A server on these ports; several after each other are the same installation after a restart. */
  open(): Api
}

export const people = [
  { id: 'aya', name: 'Aya', role: 'admin' },
  { id: 'dan', name: 'Dan', role: 'developer' },
  { id: 'mio', name: 'Mio', role: 'approver' },
  { id: 'lea', name: 'Lea', role: 'reader' },
] as const

/** Line with a build, a deployment to staging, and one to production behind a gate; a check on staging stands apart. */
export const shopLine = `apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata:
  name: release
spec:
  params:
    - name: gitRevision
      default: main
  results:
    - name: url
      value: $(stages.production.results.url)
  gates:
    - name: production
      requiredApprovals: 1
      approvers: { roles: [approver, admin] }
  stages:
    - name: build
      spec:
        pipeline: api-build
        deployment: { app: api, name: staging }
    - name: staging
      spec:
        pipeline: api-deploy
        deployment: { app: api, name: staging }
        params:
          - name: imageDigest
            value: $(stages.build.results.digest)
    - name: check
      spec:
        pipeline: api-verify
        deployment: { app: api, name: staging }
      runAfter: [build]
    - name: production
      spec:
        pipeline: api-deploy
        deployment: { app: api, name: production }
        params:
          - name: imageDigest
            value: $(stages.build.results.digest)
      runAfter: [staging]
      gates: [production]
`

const qvsConfig = `params:
  - name: imageDigest
    type: string
  - name: replicas
    type: int
designPatterns:
  - pattern: linewright.dev/adapters/app
    params:
      image: $(params.imageDigest)
      replicas: $(params.replicas)
`

/** Fills a project `shop` whose people's tokens are their ids. */
export async function createMemoryPlatform(): Promise<MemoryPlatform> {
  const clock = createManualClock(Date.UTC(2026, 0, 1))
  const [logs, target, engine, reported] = [
    createMemoryLogs(clock),
    createFakeTarget(),
    createScriptedWorld(),
    [] as string[],
  ]
  const [outgoing, workspaces, images] = [createFakeOutgoing(), createMemoryWorkspaces(), createMemoryImages()]
  const runs = createMemoryRuns()
  let count = 0
  const ports: Ports = {
    installation: {
      version: '0',
      mode: 'server',
      identity: { kind: 'demo', issuer: '', clientId: '', audience: '', embedded: true },
      origin: 'http://localhost',
      rate: { perMinute: 1_000_000, burst: 1_000_000 },
      streams: { milliseconds: 60_000, logBytes: 1024 * 1024 },
    },
    clock,
    ids: { next: () => `id${String((count += 1))}` },
    bus: createMemoryBus(),
    identity: {
      async verify(token) {
        const person = [...people, { id: 'eve', name: 'Eve' }, { id: 'max', name: 'Max' }].find(
          ({ id }) => id === token,
        )
        return person === undefined
          ? err(problem('not-signed-in', 'No'))
          : ok({ person: { id: person.id, name: person.name }, expiresAt: clock.now() + 600_000 })
      },
    },
    projects: createMemoryProjects(),
    documents: createMemoryDocuments(),
    drafts: createMemoryDrafts(),
    runs,
    runIndex: createMemoryRunIndex(runs),
    snapshots: createMemorySnapshots(),
    secrets: createMemorySecrets(),
    credentials: createMemoryCredentials(),
    audit: createMemoryAudit(),
    webhooks: createMemoryWebhooks(),
    proposals: createMemoryProposals(),
    triggers: createMemoryTriggers(),
    outgoing,
    deployStates: createMemoryDeployStates(),
    logs,
    workspaces,
    repositories: repositoriesWithOthers(),
    target,
    images,
    registries: { digestsOf: async () => [] },
    kernel: createFakeKernel(),
    templates: [],
    modules: [{ name: builtinModule, revision: 'builtin', sources: { digest: 'sha256:m', files: {} } }],
    moduleRepositories: noModules,
    moduleRegistry: { moduleFile: async () => unreachable, files: async () => unreachable },
    createEngine: ({ signal }) => createScriptedEngine(engine, signal),
    tokenKey: new Uint8Array(32).fill(7),
    hasRoom: async () => true,
    report: (line) => void reported.push(line),
  }
  await fill(ports)
  return { ports, clock, logs, workspaces, target, images, engine, outgoing, reported, open: () => createApi(ports) }
}

const unreachable = err(problem('unreachable', 'Tests reach nothing elsewhere'))
const noModules: ModuleRepositories = {
  pin: async () => unreachable,
  lookUp: async () => unreachable,
  fetch: async () => unreachable,
  picture: async () => unreachable,
  copyTo: async () => unreachable,
  listRevisions: async () => unreachable,
}

/** Repositories in memory; each revision of one elsewhere stands for a commit that is made up. */
function repositoriesWithOthers(): GitRepositories {
  const hosted = createMemoryRepositories()
  return {
    ...hosted,
    resolveRevision: async (repository, revision) =>
      'url' in repository
        ? ok(sha256(repository.url + revision).slice(0, 40))
        : hosted.resolveRevision(repository, revision),
  }
}

async function fill({ projects, documents, repositories }: Ports): Promise<void> {
  await projects.create({ name: 'shop', displayName: 'Shop', description: '' })
  for (const { id, name, role } of people) await projects.saveMember('shop', { person: { id, name }, role, teams: [] })
  const bytes = new TextEncoder().encode(qvsConfig)
  const files = new Map([['.valuestream/qvs.yaml', bytes]])
  const author = { name: 'Dan', email: 'dan@example.org' }
  await repositories.create(
    { project: 'shop', repository: 'api' },
    { branch: 'main', files, author, message: 'Begin', at: '2026-01-01T00:00:00Z' },
  )
  const json = (id: string, data: unknown) => ({ id, text: JSON.stringify(data) })
  await documents.publish('shop', {
    author: { id: 'aya', name: 'Aya' },
    message: 'Begin',
    at: '2026-01-01T00:00:00Z',
    parts: [
      json('repository/api', { name: 'api', kind: 'hosted', gitCloneUrl: '/git/shop/api.git' }),
      json('application/api', { name: 'api', displayName: 'API', qvsConfigRepository: 'api' }),
      json('environment/staging', {
        name: 'staging',
        displayName: 'Staging',
        order: 1,
        provisioningTargets: [{ kind: 'local', namespace: 'shop-staging' }],
      }),
      json('environment/production', { name: 'production', displayName: 'Production', order: 2 }),
      json('deployment/api/staging', { application: 'api', name: 'staging', environment: 'staging', displayName: 'S' }),
      json('deployment/api/production', {
        application: 'api',
        name: 'production',
        environment: 'production',
        displayName: 'P',
      }),
      { id: 'parameters/project', text: 'config:\n  replicas: 2\n  gitRevision: main\n' },
      { id: 'line/release', text: shopLine },
    ],
  })
}
