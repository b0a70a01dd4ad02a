import type { Finding } from '#domain/problem.ts'
import { parseDuration } from '../duration.ts'
import type { PipelineRun } from '../pipeline.ts'
import { errorAt } from './finding.ts'

/** Checks the time-outs of a run: valid durations, and parts that fit into the whole. */
export function findTimeoutErrors({ spec }: PipelineRun): readonly Finding[] {
  const { pipeline, tasks, finally: last } = spec.timeouts ?? {}
  const written = Object.entries({ pipeline, tasks, finally: last }).flatMap(([key, text]) =>
    text === undefined ? [] : [{ key, text }],
  )
  const bad = written
    .filter(({ text }) => parseDuration(text) === undefined)
    .map(({ key, text }) => badDuration(`spec.timeouts.${key}`, text))
  if (bad.length > 0) return bad
  const [total = 3_600_000, forTasks, forFinally] = [pipeline, tasks, last].map((text) =>
    text === undefined ? undefined : parseDuration(text),
  )
  if (total === 0) return []
  if (forTasks === 0 || forFinally === 0) {
    return [
      errorAt(
        'spec.timeouts.pipeline',
        'tekton-timeouts',
        'A part without a time-out needs a pipeline without one: timeouts.pipeline must be "0"',
      ),
    ]
  }
  const fits = (forTasks ?? 0) + (forFinally ?? 0) <= total
  return fits
    ? []
    : [
        errorAt(
          'spec.timeouts',
          'tekton-timeouts',
          'timeouts.tasks and timeouts.finally together exceed timeouts.pipeline',
        ),
      ]
}

/** The error for a text that is no Go duration. */
export function badDuration(path: string, text: string): Finding {
  return errorAt(path, 'tekton-duration', `"${text}" is not a duration`, { text }, 'Write it like 1h30m, or 0 for none')
}
