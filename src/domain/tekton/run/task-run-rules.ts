import { typeOfValue } from '../values/param-values.ts'
import type { PipelineRun, TaskRunSpec } from '../pipeline.ts'
import type { TaskRunStatus } from './status.ts'
import type { PipelineTask, TaskSpec } from '../task.ts'

/**
 * Applies the rules about results that all engines share to a TaskRun's status: results that are too large or not of the declared type fail the task,
 * and are named. A cluster truncates them silently, which nobody could want.
 */
export function judgeTaskRun(status: TaskRunStatus, task: PipelineTask, limit: number): TaskRunStatus {
  if (status.condition.status !== 'True' || task.taskSpec === undefined) return status
  const complaint = complainAboutSize(status, limit) ?? complainAboutTypes(status, task.taskSpec)
  return complaint === undefined ? status : { ...status, condition: { status: 'False', ...complaint } }
}

/**
 * Deterministic name of a TaskRun: `<pipelineRun>-<task>`. A digest is added if another run's task could have the same name ("x" + "y-z" and "x-y" +
 * "z"), or if it would exceed Kubernetes' 63 characters.
 */
export function taskRunName(pipelineRun: string, pipelineTask: string): string {
  const name = `${pipelineRun}-${pipelineTask}`
  if (name.length <= 63 && !pipelineTask.includes('-')) return name
  return `${name.slice(0, 54).replace(/-+$/, '')}-${digest(`${pipelineRun}/${pipelineTask}`)}`
}

/** Annotation of a PipelineRun that stands for a single TaskRun, with the TaskRun's name. */
export const soleTaskRun = 'linewright.dev/task-run'

/** Whether a PipelineRun stands for a single TaskRun. */
export function isSoleTaskRun({ metadata }: Pick<PipelineRun, 'metadata'>): boolean {
  return metadata.annotations?.[soleTaskRun] !== undefined
}

/** The entry of a task in a run's `taskRunSpecs`, if any. */
export function taskRunSpecOf({ spec }: PipelineRun, task: string): TaskRunSpec | undefined {
  return spec.taskRunSpecs?.find(({ pipelineTaskName }) => pipelineTaskName === task)
}

/** Name of the TaskRun for a task of this run. */
export function taskRunNameIn({ metadata }: Pick<PipelineRun, 'metadata'>, pipelineTask: string): string {
  return metadata.annotations?.[soleTaskRun] ?? taskRunName(metadata.name, pipelineTask)
}

/** The stable uid of a TaskRun: the run's uid if the run stands for a single TaskRun, else derived from that uid and the name. */
export function taskRunUid(run: Pick<PipelineRun, 'metadata'>, taskRun: string): string {
  const { metadata } = run
  const around = metadata.uid ?? `${metadata.namespace ?? 'default'}/${metadata.name}`
  if (isSoleTaskRun(run) && metadata.uid !== undefined) return metadata.uid
  const hex = [0, 1, 2, 3].map((part) => digest(`${part}/${around}/${taskRun}`)).join('')
  // Version 8 of RFC 9562, for custom formats.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

function complainAboutSize({ results }: TaskRunStatus, limit: number): { reason: string; message: string } | undefined {
  const sizes = results.map(({ name, value }) => ({
    name,
    bytes: byteLength(typeof value === 'string' ? value : JSON.stringify(value)),
  }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total <= limit) return undefined
  const largest = sizes.reduce((most, size) => (size.bytes > most.bytes ? size : most))
  return {
    reason: 'TaskRunResultLargerThanAllowedLimit',
    message: `Results have ${total} bytes together, ${limit} are allowed for a task; the largest is "${largest.name}" with ${largest.bytes}`,
  }
}

function complainAboutTypes(
  { results }: TaskRunStatus,
  spec: TaskSpec,
): { reason: string; message: string } | undefined {
  const wrong = (spec.results ?? []).flatMap(({ name, type = 'string' }) => {
    const written = results.find((result) => result.name === name)
    const actual = written === undefined ? type : typeOfValue(written.value)
    return actual === type ? [] : [`"${name}": expected ${type}, got ${actual}`]
  })
  return wrong.length === 0
    ? undefined
    : {
        reason: 'TaskRunValidationFailed',
        message: `Provided results do not match their declaration: ${wrong.join('; ')}`,
      }
}

/** Length of a text in UTF-8. */
function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Eight hexadecimal digits by FNV-1a: not secure, only stable and short. */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
