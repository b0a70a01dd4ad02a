import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { moduleCheckOptions } from '#client/queries/modules.ts'
import type { ChangedFiles } from '#contract/authoring.ts'
import type { Finding, Problem } from '#domain/problem.ts'
import { useRested } from '#ui/use-rested.ts'

/** Milliseconds without typing before the server is asked. */
const pause = 400

export interface ModuleCheck {
  readonly findings: readonly Finding[]
  /** Why the files could not be checked. */
  readonly problem: Problem | undefined
  readonly isRunning: boolean
}

const unchanged: ModuleCheck = { findings: [], problem: undefined, isRunning: false }

/** Compiles the changed files on the server once typing pauses. A newer edit aborts the running check. */
export function useModuleCheck(project: string, module: string, commit: string, files: ChangedFiles): ModuleCheck {
  const { client } = usePlatform()
  const rested = useRested(files, pause)
  const isChanged = Object.keys(files).length > 0 && commit !== ''
  const { data, error, isFetching } = useQuery({
    ...moduleCheckOptions(client, project, { module, commit, files: rested ?? files }),
    enabled: isChanged && rested !== undefined,
    placeholderData: keepPreviousData,
  })
  if (!isChanged) return unchanged
  const problem = error === null ? undefined : problemOf(error)
  const findings = problem === undefined ? data?.findings : problem.findings
  return {
    findings: findings ?? [],
    problem: findings === undefined ? problem : undefined,
    isRunning: isFetching || rested !== files,
  }
}
