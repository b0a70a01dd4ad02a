import { listBuiltImages, listDeploymentStatus } from '#contract/deployments.ts'
import { readDeploymentLog } from '#contract/logs.ts'
import { listServiceAddresses } from '#contract/service-addresses.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { streamBytes } from '../http/stream-bytes.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { publishedResources } from '../services/documents/published-resources.ts'
import type { Services } from '../services/services.ts'

export function deploymentRoutes(ports: Ports, { deploymentStatuses, closing }: Services): readonly Route[] {
  return [
    route(listDeploymentStatus, async ({ params: { project } }) =>
      ok({ deployments: await deploymentStatuses.list(project) }),
    ),
    route(listBuiltImages, async ({ params: { project }, query: { application } }) =>
      ok({ images: await deploymentStatuses.images(project, application) }),
    ),
    route(listServiceAddresses, async ({ params: { project }, query: { environment, services } }) => {
      const addresses = await Promise.all(
        services.map(
          async (service) => [service, await ports.target.serviceUrl(project, environment, service)] as const,
        ),
      )
      return ok({ addresses: Object.fromEntries(addresses) })
    }),
    route(readDeploymentLog, async ({ params: { project, application, deployment }, query, request, expiresAt }) => {
      const { deployments } = await publishedResources(ports, project, ['deployment'])
      const found = deployments.find((one) => one.application === application && one.name === deployment)
      if (found === undefined)
        return err(problem('not-found', say`There is no deployment ${application}/${deployment}`))
      const target = { project, application, deployment, environment: found.environment }
      const { milliseconds, logBytes } = ports.installation.streams
      return streamBytes(request, { clock: ports.clock, expiresAt, closing, milliseconds, logBytes }, (signal) =>
        ports.target.log(target, query.from, query.follow === '1', signal),
      )
    }),
  ]
}
