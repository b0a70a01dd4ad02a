import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { followRun } from '#client/live/runs.ts'
import { usePlatform } from '#client/platform.ts'
import { runOptions } from '#client/queries/runs.ts'
import type { Run } from '#domain/run/state.ts'
import { type Connection, createRunStore, type RunStore } from './run-store.ts'

/** A run that keeps itself up to date: the query gives the state and the cursor, the stream goes on from there. */
export function useLiveRun(project: string, id: string) {
  const platform = usePlatform()
  const cache = useQueryClient()
  const query = useQuery({ ...runOptions(platform.client, project, id), refetchOnWindowFocus: false })
  const { data, refetch } = query
  const [store, setStore] = useState<RunStore>()

  useEffect(() => {
    if (data === undefined) return undefined
    const opened = createRunStore(data, () => void refetch())
    setStore(opened)
    const stop = followRun(platform, project, id, data.sequence, {
      onItem: (event) => {
        opened.take(event)
        if (event.event.kind === 'gate-opened' || event.event.kind === 'gate-closed')
          void cache.invalidateQueries({ queryKey: [project, 'gates'] })
      },
      onOpen: () => opened.setState({ connection: 'live' }),
      onDown: () => opened.setState({ connection: 'down' }),
    })
    return () => stop()
  }, [platform, cache, project, id, data, refetch])

  return { store, error: query.error, refetch }
}

export function useRun(store: RunStore): Run {
  return useStore(store, (state) => state.run)
}

export function useConnection(store: RunStore): Connection {
  return useStore(store, (state) => state.connection)
}
