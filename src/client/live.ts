import type { z } from 'zod'
import { pathOf } from '#contract/endpoint.ts'
import { readDeploymentLog } from '#contract/deployments.ts'
import { readLog, streamProjectEvents, streamRunEvents } from '#contract/runs.ts'
import { readConfig } from '#contract/session.ts'
import type { StoredRunEvent } from '#domain/run/events.ts'
import { type Problem } from '#domain/problem.ts'
import { problemFromAnswer } from './problems.ts'
import type { Platform } from './platform.ts'
import type { StreamNews } from './streams/stream-messages.ts'

export type ProjectEvent = z.output<typeof streamProjectEvents.response>

export interface LiveListener<T> {
  readonly onItem: (item: T) => void
  /** After each (re)connection. */
  readonly onOpen?: () => void
  readonly onDown?: () => void
  readonly onRefused?: (problem: Problem) => void
}

/** Events of a run after `after`, live; resumes by itself. Answers how to stop. */
export function followRun(
  platform: Platform,
  project: string,
  run: string,
  after: number,
  listener: LiveListener<StoredRunEvent>,
): () => void {
  const url = pathOf(streamRunEvents.path, { project, run })
  const request = { kind: 'events', url, person: platform.person, cursor: String(after), shared: false } as const
  return platform.streams.listen(request, (news) => hearEvent(platform, streamRunEvents.response, news, listener))
}

/** What changes in a project, live: one shared connection for all tabs. Answers how to stop. */
export function followProject(platform: Platform, project: string, listener: LiveListener<ProjectEvent>): () => void {
  const url = pathOf(streamProjectEvents.path, { project })
  const request = { kind: 'events', url, person: platform.person, shared: true } as const
  return platform.streams.listen(request, (news) => hearEvent(platform, streamProjectEvents.response, news, listener))
}

export interface LogListener extends Omit<LiveListener<never>, 'onItem'> {
  /** Bytes at an offset of the log. */
  readonly onBytes: (bytes: Uint8Array<ArrayBuffer>, from: number) => void
  readonly onComplete?: () => void
}

/** Bytes of a step's log from an offset, followed until it is complete; resumes at the byte. Answers how to stop. */
export function followLog(
  platform: Platform,
  log: { readonly project: string; readonly taskRun: string; readonly retry: string; readonly step: string },
  from: number,
  listener: LogListener,
): () => void {
  return followBytes(platform, pathOf(readLog.path, log), from, listener)
}

/** Bytes of an application's own log, likewise. */
export function followDeploymentLog(
  platform: Platform,
  log: { readonly project: string; readonly application: string; readonly deployment: string },
  from: number,
  listener: LogListener,
): () => void {
  return followBytes(platform, pathOf(readDeploymentLog.path, log), from, listener)
}

function followBytes(platform: Platform, url: string, from: number, listener: LogListener): () => void {
  return platform.streams.listen({ kind: 'bytes', url, person: platform.person, from }, (news) => {
    if (news.kind === 'bytes') listener.onBytes(news.bytes, news.from)
    else if (news.kind === 'complete') listener.onComplete?.()
    else hearConnection(platform, news, listener)
  })
}

function hearEvent<S extends z.ZodType>(
  platform: Platform,
  schema: S,
  news: StreamNews,
  listener: LiveListener<z.output<S>>,
): void {
  if (news.kind !== 'event') return hearConnection(platform, news, listener)
  const parsed = schema.safeParse(jsonOf(news.data))
  // An event of a newer server that this page does not know is no reason to stop.
  if (parsed.success) listener.onItem(parsed.data)
}

function hearConnection(
  platform: Platform,
  news: StreamNews,
  listener: Pick<LiveListener<never>, 'onOpen' | 'onDown' | 'onRefused'>,
): void {
  if (news.kind === 'open') listener.onOpen?.()
  if (news.kind === 'down') {
    listener.onDown?.()
    // A page that only listens would not notice: any request tells whether the server is there.
    void platform.client.call(readConfig, {})
  }
  if (news.kind === 'refused') listener.onRefused?.(problemFromAnswer(news.status, jsonOf(news.body), news.body))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
