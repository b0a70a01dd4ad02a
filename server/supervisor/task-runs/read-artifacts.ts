import { join } from 'node:path'
import { parseJson } from '#domain/parse-json.ts'
import { artifactsFile, artifactsSchema, type Artifacts } from '#domain/tekton/launch/artifacts.ts'
import { secretIn, type MaskPatterns } from '../logging/masker.ts'
import { readResult, type ReadResults } from './read-results.ts'

/** They stand in statuses and events, so they have a limit as results have, though a wider one. */
const artifactsLimit = 64 * 1024

/** Reads what a step, or the task as a whole, says that it used and made; nothing where it says nothing. */
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
