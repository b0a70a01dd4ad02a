import { useQuery } from '@tanstack/react-query'
import type { Problem } from '#domain/problem.ts'
import { usePreferences } from '#ui/preferences.ts'

/** Says problems that the page itself has found in the person's language; the server's come in it. */
export function useSpoken(): (problem: Problem) => Problem {
  const { language } = usePreferences()
  const sentences = useQuery({
    queryKey: ['sentences', language],
    queryFn: () => import('#domain/japanese/spoken.ts'),
    enabled: language === 'ja',
    staleTime: Infinity,
  })
  return sentences.data?.spoken ?? asItIs
}

function asItIs(problem: Problem): Problem {
  return problem
}
