import type { Grants } from '#domain/access/grants.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import type { Template } from '#domain/templates/template.ts'
import type { NamedModule } from '#domain/adapters/modules/found-module.ts'
import type { Config } from '#contract/config.ts'
import type { Engine, ObjectReader } from './engines/engine.ts'
import type { Rate } from './services/people/rate-limit.ts'
import type { WorkspaceStore } from './ports/workspaces.ts'
import type { AuditLog } from './ports/audit.ts'
import type { Bus } from './ports/bus.ts'
import type { Clock } from './ports/clock.ts'
import type { CredentialStore } from './ports/credentials.ts'
import type { DeployStateStore } from './ports/deploy-states.ts'
import type { DocumentStore } from './ports/documents.ts'
import type { DraftStore } from './ports/drafts.ts'
import type { Identity } from './ports/identity.ts'
import type { Ids } from './ports/ids.ts'
import type { LogStore } from './ports/logs.ts'
import type { ModuleRegistry, ModuleRepositories } from './ports/modules.ts'
import type { Outgoing } from './ports/outgoing.ts'
import type { ProjectStore } from './ports/projects.ts'
import type { ProposalStore } from './ports/proposals.ts'
import type { GitRepositories } from './ports/repositories.ts'
import type { Registries } from './ports/registries.ts'
import type { RunIndex } from './ports/run-index.ts'
import type { RunStore } from './ports/runs.ts'
import type { SecretStore } from './ports/secrets.ts'
import type { SnapshotStore } from './ports/snapshots.ts'
import type { TriggerStore } from './ports/triggers.ts'
import type { WebhookStore } from './ports/webhooks.ts'
import type { ImageStore, LocalTarget } from './ports/target.ts'

/** What this installation is; `origin` is where tasks and Git clients reach it, without a slash at the end. */
export interface Installation {
  readonly version: string
  readonly mode: Config['mode']
  readonly identity: Config['identity']
  readonly origin: string
  /** How long a stream of events or a followed log stays open, in milliseconds, before the client resumes; log responses also end after `logBytes`. */
  readonly streams: { readonly milliseconds: number; readonly logBytes: number }
  /** How much one caller may ask. */
  readonly rate: Rate
  /** What groups of the issuer give here. */
  readonly grants?: Grants
}

/** Everything that the platform needs from outside; Node and the demo bring different ones. */
export interface Ports {
  readonly installation: Installation
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
  readonly identity: Identity
  readonly projects: ProjectStore
  readonly credentials: CredentialStore
  readonly audit: AuditLog
  readonly webhooks: WebhookStore
  readonly triggers: TriggerStore
  readonly outgoing: Outgoing
  readonly documents: DocumentStore
  readonly drafts: DraftStore
  readonly proposals: ProposalStore
  readonly runs: RunStore
  readonly runIndex: RunIndex
  readonly snapshots: SnapshotStore
  readonly secrets: SecretStore
  readonly deployStates: DeployStateStore
  readonly logs: LogStore
  readonly workspaces: WorkspaceStore
  readonly repositories: GitRepositories
  readonly target: LocalTarget
  readonly images: ImageStore
  readonly registries: Registries
  readonly kernel: Kernel
  /** The built-in adapter module. */
  readonly modules: readonly NamedModule[]
  /** Adapter modules in Git repositories elsewhere. */
  readonly moduleRepositories: ModuleRepositories
  readonly moduleRegistry: ModuleRegistry
  /** Makes the engine; it asks for Secrets and ConfigMaps through the reader and ends its watch with the signal. */
  readonly createEngine: (options: { readonly objects: ObjectReader; readonly signal: AbortSignal }) => Engine
  /** What a line can begin with. */
  readonly templates: readonly Template[]
  /** Signs tokens of tasks and of Git clients; at least 32 random bytes, kept over restarts, for nothing else. */
  readonly tokenKey: Uint8Array
  /** Whether what is to be kept can be written, as far as the disk says. */
  readonly hasRoom: () => Promise<boolean>
  /** Takes a line about a surprise, for whoever runs the server; holds no secret. */
  readonly report: (line: string) => void
}
