import type { Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'
import { artifactRoutes } from './artifact-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { authoringRoutes } from './authoring-routes.ts'
import { compositionRoutes } from './composition-routes.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { deployStateRoutes } from './deploy-state-routes.ts'
import { deploymentRoutes } from './deployment-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { gateRoutes } from './gate-routes.ts'
import { lineRoutes } from './line-routes.ts'
import { logRoutes } from './log-routes.ts'
import { moduleRoutes } from './module-routes.ts'
import { newProjectRoutes } from './new-project-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { planRoutes } from './plan-routes.ts'
import { presenceRoutes } from './presence-routes.ts'
import { projectRoutes } from './project-routes.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { retentionRoutes } from './retention-routes.ts'
import { retryRoutes } from './retry-routes.ts'
import { runRoutes } from './run-routes.ts'
import { schemaRoutes } from './schema-routes.ts'
import { secretRoutes } from './secret-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { startRoutes } from './start-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { templateRoutes } from './template-routes.ts'
import { tokenRoutes } from './token-routes.ts'
import { triggerRoutes } from './trigger-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** All routes of the API; a test compares them with the contract. */
export function createRoutes(ports: Ports, services: Services): readonly Route[] {
  return [
    sessionRoutes,
    projectRoutes,
    lineRoutes,
    moduleRoutes,
    newProjectRoutes,
    compositionRoutes,
    authoringRoutes,
    schemaRoutes,
    documentRoutes,
    proposalRoutes,
    presenceRoutes,
    runRoutes,
    logRoutes,
    planRoutes,
    queueRoutes,
    retryRoutes,
    gateRoutes,
    deploymentRoutes,
    deliveryRoutes,
    deployStateRoutes,
    startRoutes,
    taskRoutes,
    templateRoutes,
    peopleRoutes,
    tokenRoutes,
    auditRoutes,
    artifactRoutes,
    retentionRoutes,
    secretRoutes,
    webhookRoutes,
    triggerRoutes,
  ].flatMap((routes) => routes(ports, services))
}
