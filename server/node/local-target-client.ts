import { request, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { planTarget } from '#domain/target/plan-target.ts'
import {
  deploymentHistorySchema,
  rolloutStatusSchema,
  runningVersionSchema,
  secretsWantedSchema,
  type TargetRef,
} from '#domain/target/target-messages.ts'
import type { LocalTarget } from '#server/ports/target.ts'
import { askSupervisor, SupervisorUnreachable } from './supervisor-client.ts'

/** In milliseconds: a rollout answers only after its wait, so the exchange gets this much longer. */
const moreThanWaitMs = 15_000

/** Talks to the local target over the supervisor's socket. Throws `SupervisorUnreachable` where the port cannot return a problem. */
export function createLocalTargetClient({ socket }: { readonly socket: string }): LocalTarget {
  async function ask<S extends z.ZodType>(
    path: string,
    schema: S,
    body: unknown,
    timeoutMs = 30_000,
  ): Promise<Result<z.output<S>, Problem>> {
    // The supervisor wraps the answer, because JSON cannot express `undefined`.
    const answer = await askSupervisor(socket, 'POST', `/target/${path}`, z.object({ value: z.unknown() }), {
      body,
      timeoutMs,
    })
    return answer.ok ? ok(schema.parse(answer.value.value)) : answer
  }
  const must = async <T>(answer: Promise<Result<T, Problem>>): Promise<T> => {
    const settled = await answer
    if (!settled.ok) throw new SupervisorUnreachable(settled.error)
    return settled.value
  }
  return {
    validate: (documents) => planTarget(documents).findings,
    rollOut: (wanted) => ask('roll-out', z.object({ id: z.string() }), wanted),
    rollout: async (id, waitMs) =>
      (await must(ask('rollout', rolloutStatusSchema.nullable(), { id, waitMs }, waitMs + moreThanWaitMs))) ??
      undefined,
    running: (project) => must(ask('running', z.array(runningVersionSchema), { project })),
    history: (project) => must(ask('history', z.array(deploymentHistorySchema), { project })),
    serviceUrl: (project, environment, service) =>
      must(ask('service-url', z.string(), { project, environment, service })),
    log: (target, from, follow, signal) => readLog(socket, { target, from, follow }, signal),
    // An application may use its whole grace period.
    remove: async (target) => void (await must(ask('remove', z.null(), { target }, 600_000))),
    secretsWanted: () => must(ask('secrets-wanted', z.array(secretsWantedSchema), {})),
    supplySecrets: async (target, secrets) => void (await must(ask('supply-secrets', z.null(), { target, secrets }))),
  }
}

async function* readLog(
  socketPath: string,
  wanted: { readonly target: TargetRef; readonly from: number; readonly follow: boolean },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const asking = request({
    socketPath,
    path: '/target/log',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    signal,
  })
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      asking.on('response', resolve)
      asking.on('error', reject)
      asking.end(JSON.stringify(wanted))
    })
    for await (const bytes of answer) yield Buffer.from(bytes)
  } catch (error) {
    // Either the reader stopped, or the supervisor went away and the reader resumes at its byte.
    if (!signal.aborted) throw error
  } finally {
    asking.destroy()
  }
}
