import { readRollout, readTaskManifests, startRollout, uploadImage } from '#contract/tasks.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

const largestImage = 512 * 1024 * 1024

export function taskRoutes({ images }: Ports, { tasks }: Services): readonly Route[] {
  return [
    route(readTaskManifests, async ({ task }) => {
      const found = await tasks.manifests(task)
      return found.ok ? ok({ documents: found.value }) : found
    }),
    route(uploadImage, async ({ request }) => {
      if (request.body === null)
        return err(problem('invalid-request', say`The body has to be the archive of the image`))
      if (Number(request.headers.get('content-length') ?? 0) > largestImage)
        return err(problem('too-large', say`An image may have 512 MiB at most`))
      const over = new AbortController()
      const stored = await images.put(request.body.pipeThrough(limited(largestImage, over))).catch((error: unknown) => {
        if (over.signal.aborted) return err(problem('too-large', say`An image may have 512 MiB at most`))
        throw error
      })
      return stored.ok ? ok({ digest: stored.value.digest }) : stored
    }),
    route(startRollout, async ({ task, body }) => tasks.rollOut(task, body.documents)),
    route(readRollout, async ({ task, params, query }) => {
      const status = await tasks.rollout(task, params.rollout, query.wait * 1000)
      if (status === undefined) return err(problem('not-found', say`There is no rollout ${params.rollout}`))
      const { state, message, urls, replicas, events } = status
      return ok({ state, message, urls, replicas, events: events.map(({ text }) => text) })
    }),
  ]
}

function limited(most: number, over: AbortController): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size <= most) controller.enqueue(chunk)
      else {
        over.abort()
        controller.error(new Error('The image is too large'))
      }
    },
  })
}
