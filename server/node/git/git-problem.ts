import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'

/** The problem for an unexpected failure of Git. */
export function gitProblem(answer: { readonly code: number; readonly stderr: string }): Problem {
  if (answer.code === 127)
    return problem('unsupported', say`Git is not installed on this machine`, { fix: say`Install Git` })
  if (/No space left/i.test(answer.stderr))
    return problem('storage-full', say`The disk is full`, { fix: say`Free some space, then try again` })
  return problem('internal', say`Git could not do this`, { detail: answer.stderr.slice(0, 2000) })
}
