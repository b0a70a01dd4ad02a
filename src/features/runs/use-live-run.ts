import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { followRunTexts } from '#client/live/runs.ts'
import { usePlatform } from '#client/platform.ts'
import { runOptions } from '#client/queries/runs.ts'
import type { Run } from '#domain/run/state.ts'
import { type Connection, createRunStore, type RunStore } from './run-store.ts'
import type { FromRunWorker, ToRunWorker } from './run-worker-messages.ts'

/** A run that keeps itself up to date: the query gives the state and the cursor, the stream goes on from there. */
export function useLiveRun(project: string, id: string) {
  const platform = usePlatform()
  const cache = useQueryClient()
  const query = useQuery({ ...runOptions(platform.client, project, id), refetchOnWindowFocus: false })
  const { data, refetch } = query
  const [store, setStore] = useState<RunStore>()

  useEffect(() => {
    if (data === undefined) return undefined
    const opened = createRunStore(data)
    const folding = startFolding(data, (message) => {
      if (message.kind === 'gap') return void refetch()
      opened.take(message.patch)
      if (message.patch.run.gates !== undefined) void cache.invalidateQueries({ queryKey: [project, 'gates'] })
    })
    setStore(opened)
    const stop = followRunTexts(platform, project, id, data.sequence, {
      onTexts: folding.take,
      onOpen: () => opened.setState({ connection: 'live' }),
      onDown: () => opened.setState({ connection: 'down' }),
    })
    return () => {
      stop()
      folding.end()
    }
  }, [platform, cache, project, id, data, refetch])

  return { store, error: query.error, refetch }
}

/** Folds away from the page. The worker is there from the first event on: most runs that are looked at have ended. */
function startFolding(run: Run, hear: (message: FromRunWorker) => void) {
  let worker: Worker | undefined
  function start(): Worker {
    const started = new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module', name: 'run' })
    started.addEventListener('message', ({ data: message }: MessageEvent<FromRunWorker>) => {
      hear(message)
      if (message.kind === 'changed') say(started, { kind: 'taken' })
    })
    say(started, { kind: 'begin', run })
    return started
  }
  return {
    take(texts: readonly string[]): void {
      worker ??= start()
      say(worker, { kind: 'events', texts })
    },
    end: () => worker?.terminate(),
  }
}

function say(worker: Worker, message: ToRunWorker): void {
  worker.postMessage(message)
}

export function useRun(store: RunStore): Run {
  return useStore(store, (state) => state.run)
}

export function useConnection(store: RunStore): Connection {
  return useStore(store, (state) => state.connection)
}
