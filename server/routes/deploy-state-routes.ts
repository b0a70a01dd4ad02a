import { readDeployState, signDeployStateRead, signDeployStateWrite, writeDeployState } from '#contract/deploy-state.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err } from '#domain/result.ts'
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
    route(writeDeployState, async ({ params, request }) => {
      const archive = await bytesOf(request, largestState)
      if (archive === undefined) return err(problem('too-large', say`A deploy state may have 64 MiB at most`))
      return deployStates.write(params.grant, archive)
    }),
  ]
}

/** Reads a body up to a limit; undefined if it is larger. */
async function bytesOf(request: Request, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return new Uint8Array(await new Blob(chunks.map((chunk) => Uint8Array.from(chunk))).arrayBuffer())
}
