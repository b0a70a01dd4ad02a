import * as apiTokens from './api-tokens.ts'
import * as artifacts from './artifacts.ts'
import * as audit from './audit.ts'
import * as authoring from './authoring.ts'
import * as compile from './compile.ts'
import * as compositions from './compositions.ts'
import * as config from './config.ts'
import * as deliveryMetrics from './delivery-metrics.ts'
import * as deployState from './deploy-state.ts'
import * as commits from './commits.ts'
import * as documentLists from './document-lists.ts'
import * as drafts from './drafts.ts'
import * as gateEvidence from './gate-evidence.ts'
import * as projectEvents from './project-events.ts'
import * as secrets from './secrets.ts'
import * as serviceAddresses from './service-addresses.ts'
import * as deployments from './deployments.ts'
import * as documents from './documents.ts'
import type { Endpoint } from './endpoint.ts'
import * as gateDecisions from './gate-decisions.ts'
import * as gates from './gates.ts'
import * as logs from './logs.ts'
import * as lines from './lines.ts'
import * as modules from './modules.ts'
import * as newProject from './new-project.ts'
import * as outline from './outline.ts'
import * as people from './people.ts'
import * as presence from './presence.ts'
import * as projects from './projects.ts'
import * as proposals from './proposals.ts'
import * as runPlans from './run-plans.ts'
import * as retention from './retention.ts'
import * as retries from './retries.ts'
import * as queues from './queues.ts'
import * as runLists from './run-lists.ts'
import * as runs from './runs.ts'
import * as schemas from './schemas.ts'
import * as session from './session.ts'
import * as start from './start.ts'
import * as tasks from './tasks.ts'
import * as triggers from './triggers.ts'
import * as valuesToFill from './values-to-fill.ts'
import * as webhooks from './webhooks.ts'
import * as templates from './templates.ts'
import * as world from './world.ts'

/** All endpoints of the platform API. Routes, OpenAPI and the authorisation tests use this list. */
export const contract: readonly Endpoint[] = [
  config,
  session,
  projects,
  outline,
  world,
  documents,
  proposals,
  presence,
  compile,
  authoring,
  compositions,
  lines,
  modules,
  newProject,
  schemas,
  runLists,
  deliveryMetrics,
  runs,
  logs,
  runPlans,
  queues,
  retries,
  gates,
  gateDecisions,
  deployments,
  serviceAddresses,
  secrets,
  projectEvents,
  gateEvidence,
  drafts,
  documentLists,
  commits,
  start,
  tasks,
  templates,
  deployState,
  people,
  apiTokens,
  audit,
  artifacts,
  retention,
  valuesToFill,
  webhooks,
  triggers,
]
  .flatMap((resource): unknown[] => Object.values(resource))
  .filter(isEndpoint)

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
}
