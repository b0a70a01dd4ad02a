import { type QueryFilters, useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/**
 * Whether all that the parts of a project's page have asked for was answered once. Parts that come one after the other
 * push each other down; those that wait for this come together. Stays true, whatever is asked for later.
 */
export function useAnswered(project: string, isAsked = true): boolean {
  const cache = useQueryClient()
  const [isAnswered, setIsAnswered] = useState(false)
  const count = useIsFetching(unanswered(project, isAsked))
  useEffect(() => {
    // What the parts have begun to ask for in their own effects, just before, is not in that count yet.
    if (count === 0 && cache.isFetching(unanswered(project, isAsked)) === 0) setIsAnswered(true)
  }, [cache, count, project, isAsked])
  return isAnswered
}

function unanswered(project: string, isAsked: boolean): QueryFilters {
  return { queryKey: [project], predicate: ({ state }) => isAsked && state.status === 'pending' }
}
