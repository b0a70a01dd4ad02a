import type { Problem } from '#domain/problem.ts'
import { useInJapanese } from './use-in-japanese.ts'

/** Translates problems found in the page itself; the server translates its own. */
export function useSpoken(): (problem: Problem) => Problem {
  return useInJapanese('sentences', () => import('#domain/japanese/spoken.ts'))?.spoken ?? asItIs
}

function asItIs(problem: Problem): Problem {
  return problem
}
