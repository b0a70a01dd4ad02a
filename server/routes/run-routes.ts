import * as contract from '#contract/runs.ts'
import { streamProjectEvents } from '#contract/project-events.ts'
import { listRuns } from '#contract/run-lists.ts'
import { ok } from '#domain/result.ts'
import { eventStream } from '../http/event-stream.ts'
import { followBytes } from '../http/follow-bytes.ts'
import { readLogKey } from '../http/log-key.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { sendFullDisk } from '../services/send-full-disk.ts'
import { sendNotices } from '../services/send-notices.ts'
import { whoIsBehind } from '../services/people/api-tokens.ts'
import { stepIsOpen } from '../services/logs/open-steps.ts'
import { sendRunEvents } from '../services/runs/send-run-events.ts'
import { traceStageRun } from '../services/runs/trace-stage-run.ts'
import type { Services } from '../services/services.ts'

const logChunk = 256 * 1024

export function runRoutes(
  ports: Ports,
  { runs, runLists, reader, orchestrator, closing, modules }: Services,
): readonly Route[] {
  const { clock, installation, logs } = ports

  return [
    route(contract.startRun, async ({ params: { project, line }, body, person, member, apiToken }) =>
      runs.start({ project, line, ...body, person: { ...person, ...member.person }, behind: whoIsBehind(apiToken) }),
    ),
    route(listRuns, async ({ params, query }) => ok(await runLists.list(params.project, query))),
    route(contract.readRun, async ({ params }) => reader.find(params.project, params.run)),
    route(contract.traceStageRun, async ({ params: { project, run: id, stage } }) => {
      const run = await reader.find(project, id)
      if (!run.ok) return run
      const traced = await traceStageRun(
        { kernel: ports.kernel, modules },
        run.value,
        await reader.snapshot(run.value.snapshot),
        stage,
      )
      return traced.ok ? ok({ manifests: [...traced.value] }) : traced
    }),
    route(contract.readSnapshot, async ({ params }) => {
      const run = await reader.find(params.project, params.run)
      return run.ok ? ok(await reader.snapshot(run.value.snapshot)) : run
    }),
    route(contract.streamRunEvents, async ({ params: { project, run }, query, request, expiresAt }) => {
      const found = await reader.find(project, run)
      if (!found.ok) return found
      const last = Number(request.headers.get('last-event-id') ?? query.after ?? 0)
      const after = Number.isSafeInteger(last) && last > 0 ? last : 0
      const end = { clock, expiresAt, milliseconds: installation.streams.milliseconds, closing }
      return eventStream(request, end, (send, signal) => sendRunEvents(ports, project, run, after, send, signal))
    }),
    route(streamProjectEvents, async ({ params: { project }, request, expiresAt }) => {
      const end = { clock, expiresAt, milliseconds: installation.streams.milliseconds, closing }
      return eventStream(request, end, async (send, signal) => {
        sendFullDisk(ports, send, signal)
        await sendNotices(ports, project, send, signal)
      })
    }),
    route(contract.cancelRun, async ({ params, body, person }) =>
      runs.cancel(params.project, params.run, body.mode, person),
    ),
    route(contract.retryRun, async ({ params, body, person }) => runs.retry({ ...params, ...body, person })),
    route(contract.restartRun, async ({ params, body, person }) => runs.retry({ ...params, ...body, person })),
    route(contract.readLog, async ({ params, query, request, expiresAt }) => {
      const named = readLogKey(params)
      if (!named.ok) return named
      const key = named.value
      const isOpen = async () => stepIsOpen(await orchestrator.liveRuns(params.project), key)
      // Asked before reading: whatever is written later belongs to the next request.
      const complete = !(await isOpen())
      return followBytes(request, {
        ...{ clock, expiresAt, closing, from: query.from, complete, follow: query.follow === '1' },
        ...installation.streams,
        read: (from) => logs.read(key, from, Math.min(logChunk, Math.max(0, (query.to ?? Infinity) - from))),
        grown: (size, signal) => logs.grown(key, size, signal),
        isOpen,
      })
    }),
  ]
}
