import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { gatherInvalidations } from '#client/invalidation.ts'
import { followProject } from '#client/live/projects.ts'
import { usePerson, usePlatform } from '#client/platform.ts'

/** Keeps lists, badges and boards of a project fresh: refetches what its events name, and everything after a lost connection. */
export function useProjectLive(project: string | undefined): void {
  const platform = usePlatform()
  const person = usePerson()
  const cache = useQueryClient()
  const wasDown = useRef(false)
  useEffect(() => {
    if (project === undefined || person === '') return undefined
    const gathered = gatherInvalidations(cache, project)
    const stop = followProject(platform, person, project, {
      onItem: ({ kind }) => (kind === 'storage' ? platform.connection.reportFull() : gathered.take(kind)),
      onDown: () => {
        wasDown.current = true
      },
      // Events are missed while the person is not a member, so everything is refetched afterwards.
      onRefused: () => {
        wasDown.current = true
      },
      onOpen: () => {
        if (wasDown.current) void cache.invalidateQueries({ queryKey: [project] })
        wasDown.current = false
      },
    })
    return () => {
      stop()
      gathered.end()
    }
  }, [platform, person, cache, project])
}
