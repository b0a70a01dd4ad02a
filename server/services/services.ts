import { sha256 } from '#domain/manifests/sha256.ts'
import type { Engine } from '../engines/engine.ts'
import type { Ports } from '../ports.ts'
import { createDeployStateService, type DeployStateService } from './deliveries/deploy-state-service.ts'
import { createApiTokens, type ApiTokens } from './people/api-tokens.ts'
import { createArtifactService, type ArtifactService } from './runs/artifact-service.ts'
import { createAuditTrail, type AuditedCall } from './people/audit-trail.ts'
import { createGateService, type GateService } from './gates/gate-service.ts'
import { createGitTokens, type GitTokens } from './repositories/git-tokens.ts'
import { createLogService, type LogService } from './logs/log-service.ts'
import { createOrchestrator, type Orchestrator } from './runs/orchestrator.ts'
import { createOutlineService, type OutlineService } from './documents/outline.ts'
import { createModuleAuthoring, type ModuleAuthoring } from './modules/module-authoring.ts'
import { createProjectModules, type ProjectModules } from './modules/project-modules.ts'
import { createPeopleService, type PeopleService } from './people/people-service.ts'
import { createPresenceService, type PresenceService } from './documents/presence-service.ts'
import { createPublishService, type PublishService } from './documents/publish.ts'
import { createProposalService, type ProposalService } from './proposals/proposal-service.ts'
import { createRateLimit, type RateLimit } from './people/rate-limit.ts'
import { createRetentionService, type RetentionService } from './retention-service.ts'
import { createDeployed, type Deployed } from './deliveries/deployed.ts'
import { createDeliveryService, type DeliveryService } from './deliveries/delivery-service.ts'
import { createDeploymentStatuses, type DeploymentStatuses } from './deliveries/deployment-status.ts'
import { createRunLists, type RunLists } from './runs/run-lists.ts'
import { createRunReader, type RunReader } from './runs/run-reader.ts'
import { createRunService, type RunService } from './runs/run-service.ts'
import { createObjectReader } from './object-reader.ts'
import { supplySecrets } from './deliveries/supply-secrets.ts'
import { createTaskService, type TaskService } from './runs/task-service.ts'
import { createTaskTokens, type TaskIdentity } from './runs/task-tokens.ts'
import { createTriggerService, type TriggerService } from './triggers/trigger-service.ts'
import { isAnnounced } from './webhooks/webhook-messages.ts'
import { createWebhookService, type WebhookService } from './webhooks/webhook-service.ts'
import { createWorldService, type WorldService } from './documents/world.ts'
import type { Problem } from '#domain/problem.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Person } from '#domain/project.ts'
import type { Result } from '#domain/result.ts'

/** Everything that routes and the surrounding process call. */
export interface Services {
  readonly engine: Engine
  readonly reader: RunReader
  readonly deployed: Deployed
  readonly orchestrator: Orchestrator
  readonly runs: RunService
  readonly runLists: RunLists
  readonly deliveries: DeliveryService
  readonly deploymentStatuses: DeploymentStatuses
  readonly worlds: WorldService
  readonly outlines: OutlineService
  readonly modules: ProjectModules
  readonly authoring: ModuleAuthoring
  readonly publisher: PublishService
  readonly proposals: ProposalService
  readonly presence: PresenceService
  readonly gates: GateService
  readonly tasks: TaskService
  readonly deployStates: DeployStateService
  readonly gitTokens: GitTokens
  readonly logs: LogService
  readonly artifacts: ArtifactService
  readonly people: PeopleService
  readonly apiTokens: ApiTokens
  readonly webhooks: WebhookService
  readonly triggers: TriggerService
  readonly retention: RetentionService
  readonly rateLimit: RateLimit
  /** For what everybody asks before they sign in, which all share. */
  readonly publicRateLimit: RateLimit
  /** Appends an attempt to the audit log. */
  noteAttempt(call: AuditedCall): Promise<void>
  /** Aborts when the API closes. */
  readonly closing: AbortSignal
  liveTask(token: string): Promise<Result<TaskIdentity, Problem>>
  /** Announces that somebody has pushed to a hosted repository. */
  pushed(project: string, repository: string, by?: Person): Promise<void>
  close(): Promise<void>
}

export function createServices(ports: Ports): Services {
  const stop = new AbortController()
  const reader = createRunReader(ports)
  const taskTokens = createTaskTokens(ports.tokenKey)
  const gitTokens = createGitTokens(ports)
  const engine = ports.createEngine({
    objects: createObjectReader(ports, { reader, taskTokens, gitTokens }),
    signal: stop.signal,
  })
  const { rate } = ports.installation
  // Stays the same over restarts, so that the server is never blocked by its own old lease.
  const holder = sha256([...ports.tokenKey].join())
  const modules = createProjectModules(ports)
  const webhooks = createWebhookService(ports, reader, stop.signal)
  const runLists = createRunLists(ports, reader)
  const deployed = createDeployed(ports, reader)
  const orchestrator = createOrchestrator(ports, {
    ...{ engine, reader, deployed, modules, holder, signal: stop.signal, tells: isAnnounced },
    async onEvents(run, snapshot, events) {
      await webhooks.happened(run, snapshot, events)
      // Runs are indexed when they end: indexing ten thousand with the first request would take seconds. A failure here stops nothing; requests
      // for the list report it.
      if (hasEnded(run)) void runLists.keepUp(run.project).catch(() => undefined)
      if (run.state === 'succeeded' && events.some(({ kind }) => kind === 'attempt-ended')) triggers.follow(run)
    },
  })
  const worlds = createWorldService(ports, modules)
  const publisher = createPublishService(ports, worlds, { orchestrator, reader })
  const proposals = createProposalService(ports, publisher, stop.signal, webhooks.proposed)
  const now = (): string => new Date(ports.clock.now()).toISOString()
  const tasks = createTaskService(ports, reader, taskTokens, (project, id) => {
    ports.bus.publish({ project, kind: 'deployment', id, at: now() })
    orchestrator.poke(project)
  })
  const runs = createRunService(ports, { worlds, modules, reader, deployed, orchestrator, engine })
  const triggers = createTriggerService(ports, { runs, runLists, reader }, stop.signal)
  const retention = createRetentionService(ports, reader, orchestrator, stop.signal)
  const stopSupplying = supplySecrets(ports, stop.signal)
  return {
    engine,
    reader,
    deployed,
    orchestrator,
    runs,
    runLists,
    deliveries: createDeliveryService(ports, reader, runLists),
    deploymentStatuses: createDeploymentStatuses(ports, reader, deployed),
    worlds,
    outlines: createOutlineService(ports, worlds),
    modules,
    authoring: createModuleAuthoring(ports, worlds, modules),
    publisher,
    proposals,
    presence: createPresenceService(ports),
    gates: createGateService(ports, reader, deployed, orchestrator),
    tasks,
    deployStates: createDeployStateService(ports),
    gitTokens,
    logs: createLogService(ports),
    artifacts: createArtifactService(ports, reader),
    people: createPeopleService(ports),
    apiTokens: createApiTokens(ports),
    webhooks,
    triggers,
    retention,
    rateLimit: createRateLimit(ports.clock, rate),
    publicRateLimit: createRateLimit(ports.clock, { perMinute: rate.perMinute * 20, burst: rate.burst * 20 }),
    noteAttempt: createAuditTrail(ports),
    closing: stop.signal,
    liveTask: (token) => tasks.identify(token),
    async pushed(project, repository, by) {
      await proposals.look(project)
      ports.bus.publish({ project, kind: 'repository', id: repository, at: now() })
      await triggers.look(project, repository, by === undefined ? undefined : { person: by })
    },
    async close() {
      stop.abort()
      stopSupplying()
      await retention.close()
      await orchestrator.close()
      await triggers.close()
      await proposals.close()
      await webhooks.close()
    },
  }
}
