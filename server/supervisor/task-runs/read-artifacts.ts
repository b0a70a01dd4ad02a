import { join } from 'node:path'
import { parseJson } from '#domain/parse-json.ts'
import { artifactsFile, artifactsSchema, type Artifacts } from '#domain/tekton/launch/artifacts.ts'
import { secretIn, type MaskPatterns } from '../logging/masker.ts'
import { readResult, type ReadResults } from './read-results.ts'

/** In bytes. Statuses and events carry artifacts, so they need a limit too, though a higher one than results. */
const artifactsLimit = 64 * 1024

/** Reads the artifacts that a step or the whole task reports, if any. */
export function readArtifacts(
  folder: string,
  patterns: MaskPatterns,
  step?: string,
): { readonly artifacts?: Artifacts; readonly failure?: ReadResults['failure'] } {
  const text = readResult(join(folder, artifactsFile(step)), artifactsLimit)
  if (text === undefined || text.length === 0) return {}
  const who = step === undefined ? 'The artifacts of the task' : `The artifacts of step "${step}"`
  if (text.length > artifactsLimit) return refused(`${who} have more than ${artifactsLimit} bytes`)
  const secret = secretIn(text, patterns)
  if (secret !== undefined)
    return refused(`${who} hold the value of secret ${secret}: artifacts can be read by everybody`)
  const parsed = parseJson(text.toString(), artifactsSchema)
  return parsed === undefined
    ? refused(`${who} are not JSON with "inputs" and "outputs" that have names, and values with uri and digest`)
    : { artifacts: parsed }
}

function refused(message: string): { readonly failure: NonNullable<ReadResults['failure']> } {
  return { failure: { reason: 'TaskRunValidationFailed', message } }
}
