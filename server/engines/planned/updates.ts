import type { PipelineRunRef, PipelineRunUpdate } from '../engine.ts'

/** Publishes the status of runs: each subscriber gets the latest of every run, however slowly it reads. */
export interface Updates {
  publish(update: PipelineRunUpdate): void
  /** Starts with the given updates, then follows until aborted. */
  follow(first: readonly PipelineRunUpdate[], signal: AbortSignal): AsyncIterable<PipelineRunUpdate>
}

/** Key of a run in maps. */
export function keyOf({ namespace, name }: PipelineRunRef): string {
  return `${namespace}/${name}`
}

/** Creates the updates of one engine, in memory. */
export function createUpdates(): Updates {
  const inboxes = new Set<(update: PipelineRunUpdate) => void>()
  return {
    publish(update) {
      for (const inbox of inboxes) inbox(update)
    },
    follow: (first, signal) => follow(first, signal, inboxes),
  }
}

function follow(
  first: readonly PipelineRunUpdate[],
  signal: AbortSignal,
  inboxes: Set<(update: PipelineRunUpdate) => void>,
): AsyncIterable<PipelineRunUpdate> {
  const pending = new Map(first.map((update) => [keyOf(update.ref), update]))
  let wake: () => void = () => {}
  const inbox = (update: PipelineRunUpdate): void => {
    pending.set(keyOf(update.ref), update)
    wake()
  }
  // Register now, not at the first read, so that no change in between is missed.
  inboxes.add(inbox)
  const stop = (): void => {
    inboxes.delete(inbox)
    wake()
  }
  signal.addEventListener('abort', stop, { once: true })
  return read()

  async function* read(): AsyncGenerator<PipelineRunUpdate> {
    try {
      while (!signal.aborted) {
        const [next] = pending
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        pending.delete(next[0])
        yield next[1]
      }
    } finally {
      signal.removeEventListener('abort', stop)
      stop()
    }
  }
}
