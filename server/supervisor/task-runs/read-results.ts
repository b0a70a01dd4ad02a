import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJson } from '#domain/parse-json.ts'
import { lookupPaths } from '#domain/tekton/values/lookups.ts'
import { typeOfValue } from '#domain/tekton/values/param-values.ts'
import type { ParamType, ParamValue, ResultValue } from '#domain/tekton/values/params.ts'
import { referencesIn, substituteValue } from '#domain/tekton/values/substitute.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { secretIn } from '../logging/masker.ts'
import type { MaskPatterns } from '../logging/masker.ts'

export interface ReadResults {
  readonly results: readonly ResultValue[]
  /** Reason and message if a result is refused; the message names it. */
  readonly failure?: { readonly reason: string; readonly message: string }
}

/**
 * Reads the declared results of a task or step verbatim. As in Tekton, an unwritten result gets its default or is left out. Refuses a result that
 * contains a secret, because results appear in statuses, parameters and pages.
 */
export function readResults(
  folder: string,
  { results: declared, resultLimit: limit }: Pick<TaskLaunch, 'results' | 'resultLimit'>,
  patterns: MaskPatterns,
  writtenBySteps: ReadonlyMap<string, ParamValue> = new Map(),
): ReadResults {
  const results: ResultValue[] = []
  let total = 0
  for (const { name, type, value: source, default: otherwise, keys = [] } of declared) {
    const written = readResult(join(folder, name), limit)
    const fromSteps =
      source === undefined || written !== undefined ? undefined : fromStepResults(source, writtenBySteps)
    const text = written ?? (fromSteps === undefined ? undefined : Buffer.from(textOf(fromSteps)))
    if (text === undefined) {
      if (otherwise !== undefined) results.push({ name, type, value: otherwise })
      continue
    }
    total += text.length
    if (total > limit) {
      const message = `Result "${name}" does not fit: the results of a task may have ${limit} bytes together, write larger data to a workspace`
      return { results, failure: { reason: 'TaskRunResultLargerThanAllowedLimit', message } }
    }
    const secret = secretIn(text, patterns)
    if (secret !== undefined)
      return refused(
        results,
        `Result "${name}" holds the value of secret ${secret}: results can be read by everybody, hand secrets on by reference`,
      )
    const value =
      fromSteps !== undefined && typeOfValue(fromSteps) === type ? fromSteps : parseValue(text.toString(), type)
    if (value === undefined)
      return refused(
        results,
        `Result "${name}" is declared as ${type} but its text is not JSON of that type with strings in it`,
      )
    const absent = typeof value === 'object' ? keys.filter((key) => !Object.hasOwn(value, key)) : []
    if (absent.length > 0)
      return refused(results, `Result "${name}" lacks the keys ${absent.join(', ')} that it is declared with`)
    results.push({ name, type, value })
  }
  return { results }
}

/** Fails because of one refused result, but keeps the results before it. */
function refused(results: readonly ResultValue[], message: string): ReadResults {
  return { results, failure: { reason: 'TaskRunValidationFailed', message } }
}

/** Resolves a task result that refers to a step's; undefined if that step did not write it. */
function fromStepResults(source: ParamValue, writtenBySteps: ReadonlyMap<string, ParamValue>): ParamValue | undefined {
  const none = new Map<string, string>()
  const lookup = lookupPaths({ workspaces: none, results: none, exitCodes: none, writtenBySteps })
  const value = substituteValue(source, lookup)
  const open = typeof value === 'string' && referencesIn(value).some(({ scope }) => scope === 'steps')
  return open ? undefined : value
}

function textOf(value: ParamValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const valueSchemas = { array: z.array(z.string()), object: z.record(z.string(), z.string()) }

function parseValue(text: string, type: ParamType): ParamValue | undefined {
  return type === 'string' ? text : parseJson<ParamValue>(text, valueSchemas[type])
}

/** Reads a result file, but follows no link or pipe, since the step chose where it leads. */
export function readResult(path: string, limit: number): Buffer | undefined {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
  try {
    if (!fstatSync(file).isFile()) return undefined
    const bytes = Buffer.alloc(limit + 1)
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}
