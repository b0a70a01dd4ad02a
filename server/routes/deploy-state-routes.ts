import { readDeployState, signDeployStateRead, signDeployStateWrite, writeDeployState } from '#contract/deploy-state.ts'
import { say } from '#domain/sentence.ts'
import { readBytes } from '../http/read-body.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

const largestState = 64 * 1024 * 1024

export function deployStateRoutes(_: Ports, { deployStates }: Services): readonly Route[] {
  return [
    route(signDeployStateRead, async ({ task, params }) => deployStates.sign(task, params, 'read')),
    route(signDeployStateWrite, async ({ task, params }) => deployStates.sign(task, params, 'write')),
    route(readDeployState, async ({ params }) => {
      const archive = await deployStates.read(params.grant)
      if (!archive.ok) return archive
      const headers = { 'content-type': 'application/gzip', 'cache-control': 'no-store' }
      return new Response(Uint8Array.from(archive.value), { headers })
    }),
    route(writeDeployState, async ({ params, request }) =>
      deployStates.write(params.grant, () =>
        readBytes(request, largestState, say`A deploy state may have 64 MiB at most`),
      ),
    ),
  ]
}
