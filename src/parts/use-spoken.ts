import type { Problem } from '#domain/problem.ts'
import { useInJapanese } from './use-in-japanese.ts'

/** Says problems that the page itself has found in the person's language; the server's come in it. */
export function useSpoken(): (problem: Problem) => Problem {
  return useInJapanese('sentences', () => import('#domain/japanese/spoken.ts'))?.spoken ?? asItIs
}

function asItIs(problem: Problem): Problem {
  return problem
}
