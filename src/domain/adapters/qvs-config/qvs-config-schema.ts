import { z } from 'zod'
import { qvsParamTypes } from './qvs-param-type.ts'

const name = z.string().describe('Name of the parameter, as in $(params.<name>)')
const values = z.record(z.string(), z.unknown())

const moduleSchema = z
  .strictObject({
    name: z.string().describe('Name of the module: a repository, or a name that the project knows'),
    revision: z.string().optional().describe('Branch, tag or commit'),
    local: z
      .strictObject({ path: z.string().default('.').describe('Folder of the module, relative to this file') })
      .optional(),
    remote: z
      .strictObject({
        repo: z.string().describe('Repository, with or without https:// and .git'),
        revision: z.string(),
        path: z.string().optional().describe('Folder in the repository that holds cue.mod'),
      })
      .optional(),
  })
  .describe('A module that adapters come from, with exactly one of revision, local and remote')

/** Schema of a QVS Config for external editors; rules a schema cannot express (names, types, references) are only checked by `parseQvsConfig`. */
export const qvsConfigFileSchema = z
  .strictObject({
    params: z
      .array(z.strictObject({ name, type: z.enum(qvsParamTypes) }))
      .nullable()
      .optional()
      .describe('Parameters; their values come from the parameter sets'),
    modules: z.array(moduleSchema).nullable().optional(),
    designPatterns: z
      .array(
        z.strictObject({
          pattern: z.string().describe('Import path of an adapter, optionally with :<package>'),
          params: values.nullable().optional().describe('Values for the infrastructure; $(params.x) is replaced'),
          pipelineParams: values.nullable().optional().describe('Options of the workflow, handed through as they are'),
        }),
      )
      .nullable()
      .describe('The adapters in use; their results are united'),
  })
  .describe('QVS Config')
