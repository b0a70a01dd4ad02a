import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ParamType, ParamValue } from '#domain/tekton/params.ts'
import type { ResultValue } from '#domain/tekton/status.ts'
import type { TaskLaunch } from '#domain/tekton/task-launch.ts'
import { maskText } from '../logging/masker.ts'
import type { MaskPatterns } from '../logging/masker.ts'

/** Tekton's limit for all results of a task together, in bytes; beyond it a cluster would cut them silently. */
export const resultLimit = 4096

export interface ReadResults {
  readonly results: readonly ResultValue[]
  /** Reason and sentence when a result cannot be taken, naming it. */
  readonly failure?: { readonly reason: string; readonly message: string }
}

/** Reads the declared results, verbatim; what no step wrote is left out, as in Tekton. */
export function readResults(folder: string, declared: TaskLaunch['results'], patterns: MaskPatterns): ReadResults {
  const results: ResultValue[] = []
  let total = 0
  for (const { name, type } of declared) {
    const text = readResult(join(folder, name))
    if (text === undefined) continue
    total += text.length
    if (total > resultLimit) {
      const message = `Result "${name}" does not fit: the results of a task may have ${resultLimit} bytes together, write larger data to a workspace`
      return { results, failure: { reason: 'TaskRunResultLargerThanAllowedLimit', message } }
    }
    const value = parseValue(maskText(text.toString(), patterns), type)
    if (value === undefined) {
      const message = `Result "${name}" is declared as ${type} but its text is not JSON of that type with strings in it`
      return { results, failure: { reason: 'FailedValidation', message } }
    }
    results.push({ name, type, value })
  }
  return { results }
}

const valueSchemas = { array: z.array(z.string()), object: z.record(z.string(), z.string()) }

function parseValue(text: string, type: ParamType): ParamValue | undefined {
  if (type === 'string') return text
  try {
    return valueSchemas[type].safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** A link or a pipe in the place of a result is not followed: the step chose where it leads. */
function readResult(path: string): Buffer | undefined {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
  try {
    if (!fstatSync(file).isFile()) return undefined
    const bytes = Buffer.alloc(resultLimit + 1)
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}
