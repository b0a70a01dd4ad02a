import type { z } from 'zod'
import { readConfig } from '#contract/config.ts'
import { type Problem } from '#domain/problem.ts'
import { problemFromAnswer } from '../problems.ts'
import type { Platform } from '../platform.ts'
import type { StreamNews } from '../streams/stream-messages.ts'

export interface LiveListener<T> {
  readonly onItem: (item: T) => void
  /** After each (re)connection. */
  readonly onOpen?: () => void
  readonly onDown?: () => void
  readonly onRefused?: (problem: Problem) => void
}

/** Passes news of an event stream to a listener, event by event. */
export function hearEvent<S extends z.ZodType>(
  platform: Platform,
  schema: S,
  news: StreamNews,
  listener: LiveListener<z.output<S>>,
): void {
  if (news.kind !== 'events') return hearConnection(platform, news, listener)
  for (const { data } of news.events) {
    const parsed = schema.safeParse(jsonOf(data))
    // Unknown events of a newer server are ignored.
    if (parsed.success) listener.onItem(parsed.data)
  }
}

/** Reports the state of the connection to a listener. */
export function hearConnection(
  platform: Platform,
  news: StreamNews,
  listener: Pick<LiveListener<never>, 'onOpen' | 'onDown' | 'onRefused'>,
): void {
  if (news.kind === 'open') listener.onOpen?.()
  if (news.kind === 'down') {
    listener.onDown?.()
    // A page that only listens would not notice; this request reports whether the server is there.
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
