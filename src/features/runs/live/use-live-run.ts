import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { followRun, sendRunEvents } from '#client/live/runs.ts'
import { usePlatform } from '#client/platform.ts'
import { runOptions } from '#client/queries/runs.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import { type Connection, createRunStore, type RunStore } from './run-store.ts'
import type { FromRunWorker, ToRunWorker } from './run-worker-messages.ts'

/** A run that stays up to date: the query answers state and cursor, and the stream continues from there. */
export function useLiveRun(project: string, id: string) {
  const platform = usePlatform()
  const cache = useQueryClient()
  const query = useQuery({ ...runOptions(platform.client, project, id), refetchOnWindowFocus: false })
  const { data, refetch } = query
  const [store, setStore] = useState<RunStore>()

  useEffect(() => {
    if (data === undefined) return undefined
    const opened = createRunStore(data)
    const connection = {
      onOpen: () => opened.setState({ connection: 'live' }),
      onDown: () => opened.setState({ connection: 'down' }),
    }
    setStore(opened)
    // Most runs on screen have ended and need no worker; a retried one is read again.
    if (hasEnded(data))
      return followRun(platform, project, id, data.sequence, {
        ...connection,
        onItem: () => void refetch({ cancelRefetch: false }),
      })
    const folding = startFolding(data, (message) => {
      if (message.kind === 'gap') return void refetch()
      opened.takeAhead(message.faces)
      if (message.patch !== undefined) opened.take(message.patch)
      if (message.patch?.run.gates !== undefined) void cache.invalidateQueries({ queryKey: [project, 'gates'] })
    })
    const stopSeeing = opened.onSeen(folding.see)
    const stop = sendRunEvents(platform, project, id, data.sequence, folding.events, connection)
    return () => {
      stop()
      stopSeeing()
      folding.end()
    }
  }, [platform, cache, project, id, data, refetch])

  return { store, error: query.error, refetch }
}

const retryMilliseconds = 1000

/** Starts folding in a worker, which takes the events from the port `events`. */
function startFolding(run: Run, hear: (message: FromRunWorker) => void) {
  const worker = new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module', name: 'run' })
  const { port1: events, port2 } = new MessageChannel()
  const say = (message: ToRunWorker, handOver: Transferable[] = []): void => worker.postMessage(message, handOver)
  worker.addEventListener('message', ({ data: message }: MessageEvent<FromRunWorker>) => {
    hear(message)
    if (message.kind !== 'gap') say({ kind: 'taken' })
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  // Its script cannot be loaded while the server is away, or it failed at an event. Reading the run anew starts another.
  worker.addEventListener('error', () => {
    timer ??= setTimeout(() => hear({ kind: 'gap' }), retryMilliseconds)
  })
  say({ kind: 'begin', run, events: port2 }, [port2])
  return {
    events,
    see: (stages: readonly string[] | undefined) => say({ kind: 'seen', stages }),
    end() {
      clearTimeout(timer)
      worker.terminate()
    },
  }
}

export function useRun(store: RunStore): Run {
  return useStore(store, (state) => state.run)
}

export function useConnection(store: RunStore): Connection {
  return useStore(store, (state) => state.connection)
}
