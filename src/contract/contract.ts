import * as compile from './compile.ts'
import * as deployments from './deployments.ts'
import * as documents from './documents.ts'
import type { Endpoint } from './endpoint.ts'
import * as gates from './gates.ts'
import * as projects from './projects.ts'
import * as runs from './runs.ts'
import * as session from './session.ts'
import * as tasks from './tasks.ts'

/** Every endpoint of the platform API: routes, OpenAPI and the authorisation tests walk this list. */
export const contract: readonly Endpoint[] = [session, projects, documents, compile, runs, gates, deployments, tasks]
  .flatMap((resource): unknown[] => Object.values(resource))
  .filter(isEndpoint)

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
}
