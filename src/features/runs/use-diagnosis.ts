import { useQuery } from '@tanstack/react-query'
import { readStepLog } from '#client/live/logs.ts'
import { usePlatform } from '#client/platform.ts'
import { parseCriLine } from '#domain/logs/cri.ts'
import { plainText } from '#domain/logs/terminal-text.ts'
import { classifyFailure, excerptOf, type Diagnosis } from '#domain/run/failure/classify-failure.ts'
import type { StageRun } from '#domain/run/state.ts'
import { failedStep } from './run-words.ts'

export interface DiagnosedFailure extends Diagnosis {
  /** Lines around the first error; `from` counts from 0. */
  readonly excerpt: { readonly from: number; readonly lines: readonly string[] } | undefined
}

/** Longer logs are read this far for their first error. */
const longest = 4_000_000

/** Why a stage failed: at once from its status, and better as soon as the log of the failed step is read. */
export function useDiagnosis(project: string, stage: StageRun): DiagnosedFailure {
  const platform = usePlatform()
  const failed = failedStep(stage)
  const address = {
    project,
    taskRun: failed?.task.name ?? '',
    retry: String(failed?.task.retry ?? 0),
    step: failed?.step.name ?? '',
  }
  const { data: lines = [] } = useQuery({
    queryKey: [project, 'failed-log', address],
    queryFn: async ({ signal }) => linesOf(await readStepLog(platform, address, longest, signal)),
    enabled: failed !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const condition = (failed?.task ?? stage.taskRuns.find((task) => task.condition.status === 'False'))?.condition
  const diagnosis = classifyFailure({
    exitCode: failed?.step.exitCode,
    reasons: [failed?.step.reason, condition?.reason, stage.reason].filter((reason) => reason !== undefined),
    messages: [condition?.message, stage.message].filter((message) => message !== undefined),
    lines,
  })
  return { ...diagnosis, excerpt: diagnosis.line === undefined ? undefined : excerptOf(lines, diagnosis.line) }
}

/** Lines as the log pane counts them: parts of a long line belong together. */
function linesOf(bytes: Uint8Array): string[] {
  const lines: string[] = []
  let open = ''
  for (const line of new TextDecoder().decode(bytes).split('\n').slice(0, -1)) {
    const { text, partial } = parseCriLine(line)
    open += text
    if (partial) continue
    lines.push(plainText(open))
    open = ''
  }
  return lines
}
