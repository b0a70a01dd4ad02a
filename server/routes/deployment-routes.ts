import { listBuiltImages, listDeploymentStatus } from '#contract/deployments.ts'
import { readDeploymentLog } from '#contract/logs.ts'
import { listSecrets, removeSecret, writeSecret } from '#contract/secrets.ts'
import { listServiceAddresses } from '#contract/service-addresses.ts'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { problem } from '#domain/problem.ts'
import { builtImages, type BuiltImage } from '#domain/run/built-images.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { streamBytes } from '../http/stream-bytes.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { publishedResources } from '../services/documents/published-resources.ts'
import type { RunningVersion } from '#domain/target/target-messages.ts'
import { liveResources } from '#domain/target/live-resources.ts'
import { deploymentKey, type DeployedVersion } from '../services/deliveries/deployed-version.ts'
import type { Services } from '../services/services.ts'

/** Runs that are looked through for what last happened. */
const lastOnes = 50

/** What a page shows of what runs. */
function shown({ origin, imageDigest, since, replicas, wanted, urls, documents }: RunningVersion) {
  return { origin, imageDigest, since, replicas, wanted, urls, resources: liveResources({ documents, replicas, urls }) }
}

/** The same of what was applied to a target that nobody asks: what it is, and nothing of its state. */
function shownElsewhere(versions: readonly DeployedVersion[]) {
  const [newest] = versions
  if (newest === undefined) return undefined
  const { origin, since } = newest
  const documents = versions.flatMap((version) => version.documents)
  const resources = liveResources({ documents, replicas: [], urls: [] })
  return {
    ...{ origin, since, imageDigest: '', replicas: [], wanted: 0, urls: [], isElsewhere: true },
    resources: resources.map(({ replicas: _replicas, ...resource }) => resource),
  }
}

export function deploymentRoutes(ports: Ports, { reader, deployed, closing }: Services): readonly Route[] {
  async function deploymentsOf(project: string) {
    return (await publishedResources(ports, project, ['deployment'])).deployments
  }

  async function imagesOf(project: string, application: string): Promise<readonly BuiltImage[]> {
    const found = new Map<string, BuiltImage>()
    for (const record of await ports.runs.list(project, { limit: lastOnes })) {
      const run = await reader.ofRecord(record)
      for (const image of builtImages(run, await reader.snapshot(run.snapshot), application))
        if (!found.has(image.digest)) found.set(image.digest, image)
    }
    return [...found.values()].toSorted((a, b) => b.at.localeCompare(a.at))
  }

  async function lastRuns(project: string): Promise<ReadonlyMap<string, DeploymentStatus['lastRun']>> {
    const found = new Map<string, DeploymentStatus['lastRun']>()
    for (const record of await ports.runs.list(project, { limit: lastOnes })) {
      const run = await reader.ofRecord(record)
      const snapshot = await reader.snapshot(run.snapshot)
      for (const { deployment } of snapshot.stages) {
        const key = `${deployment.app}/${deployment.name}`
        if (!found.has(key)) found.set(key, { id: run.id, number: run.number, state: run.state })
      }
    }
    return found
  }

  return [
    route(listDeploymentStatus, async ({ params: { project } }) => {
      const [deployments, running, history, applied, last] = await Promise.all([
        deploymentsOf(project),
        ports.target.running(project),
        ports.target.history(project),
        deployed.applied(project),
        lastRuns(project),
      ])
      return ok({
        deployments: deployments.map(({ application, name, environment }) => {
          const isHere = ({
            target,
          }: {
            readonly target: { readonly application: string; readonly deployment: string }
          }): boolean => target.application === application && target.deployment === name
          const now = running.find(isHere)
          const past = history.find(isHere)?.history ?? now?.history
          const elsewhere =
            past === undefined ? applied.get(deploymentKey({ application, deployment: name })) : undefined
          const known = now === undefined ? shownElsewhere(elsewhere?.versions ?? []) : shown(now)
          const lastRun = last.get(`${application}/${name}`)
          return {
            application,
            deployment: name,
            environment,
            ...(known === undefined ? {} : { running: known }),
            history: past ?? elsewhere?.history ?? [],
            ...(lastRun === undefined ? {} : { lastRun }),
          }
        }),
      })
    }),
    route(listBuiltImages, async ({ params: { project }, query: { application } }) =>
      ok({ images: [...(await imagesOf(project, application))] }),
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
      const found = (await deploymentsOf(project)).find(
        (one) => one.application === application && one.name === deployment,
      )
      if (found === undefined)
        return err(problem('not-found', say`There is no deployment ${application}/${deployment}`))
      const target = { project, application, deployment, environment: found.environment }
      const { milliseconds, logBytes } = ports.installation.streams
      return streamBytes(request, { clock: ports.clock, expiresAt, closing, milliseconds, logBytes }, (signal) =>
        ports.target.log(target, query.from, query.follow === '1', signal),
      )
    }),
    route(listSecrets, async ({ params }) => ok({ secrets: await ports.secrets.list(params.project) })),
    route(writeSecret, async ({ params, body }) => {
      const at = new Date(ports.clock.now()).toISOString()
      const { key, version } = await ports.secrets.write({
        project: params.project,
        key: params.key,
        environment: body.environment,
        value: body.value,
        at,
      })
      return ok({ key, version })
    }),
    route(removeSecret, async ({ params: { project, key, environment } }) => {
      await ports.secrets.remove({ project, key, environment, at: new Date(ports.clock.now()).toISOString() })
      return ok({})
    }),
  ]
}
