import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'

/** Reads the log that an address names; refuses one that could lead out of the project's logs. */
export function readLogKey(params: {
  readonly project: string
  readonly taskRun: string
  readonly retry: string
  readonly step: string
}): Result<LogKey, Problem> {
  const { project, taskRun, step } = params
  const retry = Number(params.retry)
  const isName = (name: string): boolean => /^[a-z0-9][a-z0-9._-]*$/i.test(name) && !name.includes('..')
  if (!Number.isSafeInteger(retry) || !isName(taskRun) || !isName(step))
    return err(problem('invalid-request', say`This is not the address of a log`))
  return ok({ namespace: project, taskRun, retry, step })
}
