import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import type { NamedModule } from '#domain/adapters/modules/found-module.ts'
import type { ScriptedFailure } from '#server/engines/simulated/simulated-supervisor.ts'
import type { Ports } from '#server/ports.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { Identity } from '#server/ports/identity.ts'
import type { ModuleRepositories } from '#server/ports/modules.ts'
import type { ProjectStore } from '#server/ports/projects.ts'
import type { ImageStore } from '#server/ports/target.ts'
import { createMemoryWorkspaces } from '#server/stores/memory/memory-workspaces.ts'
import { createMemoryAudit } from '#server/stores/memory/memory-audit.ts'
import { createMemoryRunIndex } from '#server/stores/memory/memory-run-index.ts'
import { createMemoryBus } from '#server/stores/memory/memory-bus.ts'
import { createMemoryCredentials } from '#server/stores/memory/memory-credentials.ts'
import { createMemoryDeployStates } from '#server/stores/memory/memory-deploy-states.ts'
import { createMemoryTriggers } from '#server/stores/memory/memory-triggers.ts'
import { createMemoryWebhooks } from '#server/stores/memory/memory-webhooks.ts'
import { builtinTemplates } from './bundled-files.ts'
import { createDemoEngine } from './demo-engine.ts'
import type { World } from './world/world.ts'

export interface DemoPortsOptions {
  readonly world: World
  readonly clock: Clock
  readonly kernel: Kernel
  readonly modules: readonly NamedModule[]
  readonly origin: string
  /** 1 is the speed of a real machine. */
  readonly speed?: number
  readonly failures?: readonly ScriptedFailure[]
  readonly report: (line: string) => void
}

const tokenPrefix = 'demo.'
const noCalls = problem('unsupported', say`The demo calls no other server`)
const tokenLasts = 24 * 3_600_000

/** Creates the demo's ports; everything runs in this page. */
export function createDemoPorts({
  world,
  clock,
  kernel,
  modules,
  origin,
  speed = 1,
  failures = [],
  report,
}: DemoPortsOptions): Ports {
  const bus = createMemoryBus()
  return {
    installation: {
      version: 'demo',
      mode: 'demo',
      identity: { kind: 'demo', issuer: `${origin}/`, clientId: 'demo', audience: 'demo', embedded: true },
      origin,
      rate: { perMinute: 100_000, burst: 100_000 },
      // A service worker cannot cancel answers, so none stays open for long.
      streams: { milliseconds: 30_000, logBytes: 1024 * 1024 },
    },
    clock,
    ids: { next: () => crypto.randomUUID().replaceAll('-', '').slice(0, 20) },
    bus,
    identity: demoIdentity(world.projects, clock),
    projects: world.projects,
    documents: world.documents,
    drafts: world.drafts,
    proposals: world.proposals,
    runs: world.runs,
    runIndex: createMemoryRunIndex(world.runs),
    snapshots: world.snapshots,
    secrets: world.secrets,
    credentials: createMemoryCredentials(),
    audit: createMemoryAudit(),
    webhooks: createMemoryWebhooks(),
    triggers: createMemoryTriggers(),
    outgoing: { refusal: async () => noCalls, post: async () => err(noCalls) },
    deployStates: createMemoryDeployStates(),
    logs: world.logs,
    workspaces: createMemoryWorkspaces(),
    repositories: world.repositories,
    target: world.target,
    images: noImages,
    registries: { digestsOf: async () => [] },
    kernel,
    modules,
    templates: builtinTemplates(),
    moduleRepositories: noModules,
    moduleRegistry: { moduleFile: async () => unreachable, files: async () => unreachable },
    createEngine: ({ signal }) => createDemoEngine({ world, ports: { clock, bus }, speed, failures, signal }),
    tokenKey: crypto.getRandomValues(new Uint8Array(32)),
    hasRoom: async () => true,
    report,
  }
}

/** Trusts everybody: the token is `demo.<person>`, worthless elsewhere, and never leaves the page. */
function demoIdentity(projects: ProjectStore, clock: Clock): Identity {
  return {
    async verify(token) {
      const id = token.startsWith(tokenPrefix) ? token.slice(tokenPrefix.length) : ''
      for (const { name } of await projects.list()) {
        const member = (await projects.members(name)).find(({ person }) => person.id === id)
        // As if just issued, since nobody could sign in again after signing out everywhere.
        if (member !== undefined)
          return ok({ person: member.person, issuedAt: clock.now(), expiresAt: clock.now() + tokenLasts })
      }
      return err(
        problem('not-signed-in', say`The demo does not know this person`, { fix: say`Choose one of its people` }),
      )
    },
  }
}

const unreachable = err(
  problem('unreachable', say`The demo reaches no repositories elsewhere`, { fix: say`Use a repository of the demo` }),
)
const noModules: ModuleRepositories = {
  pin: async () => unreachable,
  lookUp: async () => unreachable,
  fetch: async () => unreachable,
  picture: async () => unreachable,
  copyTo: async () => unreachable,
  listRevisions: async () => unreachable,
}

const noImages: ImageStore = {
  put: async () => err(problem('not-possible-now', say`The demo stores no images`)),
  has: async () => true,
  kept: async () => [],
  remove: async () => undefined,
}
