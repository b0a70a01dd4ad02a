import { z } from 'zod'
import { conditionSchema, fieldFactsSchema } from '../catalog/field-facts.ts'

/** A place in a module's file: path below the module's root, 1-based line and column. */
export const positionSchema = z.object({
  module: z.string(),
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
})
export type SourcePosition = z.infer<typeof positionSchema>

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullable()
    .transform((items) => items ?? [])

/** An error of the evaluator, or of the kernel itself (then `code` is not `cue`), with the adapters whose files are involved. */
export const kernelProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  path: z.string(),
  positions: list(positionSchema),
  adapters: list(z.string()),
  /** What each adapter says, if several contradict each other. */
  sides: z
    .array(
      z.object({
        adapter: z.string(),
        via: list(z.string()),
        value: z.json(),
        position: positionSchema.optional(),
        /** Index of the adapter's entry in the QVS Config that leads here, and the parameter with which that entry gives the value. */
        use: z.number().int().optional(),
        parameter: z.string().optional(),
        option: z.boolean().optional(),
      }),
    )
    .default([]),
  /** Arguments of the message, for other languages. */
  words: z.record(z.string(), z.string()).optional(),
  /** The parameter whose value from the QVS Config makes the adapter fail. */
  parameter: z.string().optional(),
  /** Index of the adapter's entry that is wrong, if it is a particular one. */
  use: z.number().int().optional(),
})
export type KernelProblem = z.infer<typeof kernelProblemSchema>

const kernelFieldBase = fieldFactsSchema.extend({ position: positionSchema.optional() })
/** A parameter or option as the evaluator sees it; lists and maps have an `item`, structs have `fields`. */
export interface KernelField extends z.infer<typeof kernelFieldBase> {
  item?: KernelField | undefined
  fields?: KernelField[] | undefined
}
export const kernelFieldSchema: z.ZodType<KernelField> = kernelFieldBase.extend({
  get item() {
    return kernelFieldSchema.optional()
  },
  get fields() {
    return z.array(kernelFieldSchema).optional()
  },
})

const parameterOriginBase = z.object({
  adapter: z.string(),
  name: z.string(),
  /** An option (`pipelineParameters`) rather than a parameter. */
  option: z.boolean().default(false),
  declaration: positionSchema.optional(),
  /** Who gives the value. `config`: the QVS Config; `composite`: the composing adapter, at `at`; `default`: nobody. */
  given: z.enum(['config', 'composite', 'default']),
  /** Index in `designPatterns`, if the QVS Config gives the value. */
  config: z.number().int().optional(),
  at: positionSchema.optional(),
  /**
   * Place in the QVS Config that writes the value, and the QVS Config parameters in it, whose values come from the parameter set. The kernel does not
   * know this; `compileResources` adds it.
   */
  written: z
    .object({ line: z.number().int(), column: z.number().int(), path: z.string(), params: z.array(z.string()) })
    .optional(),
})
/** A link in the chain from a manifest's leaf to a value: an adapter's parameter, and the parameters its value was made from. */
export interface ParameterOrigin extends z.infer<typeof parameterOriginBase> {
  from: ParameterOrigin[]
}
export const parameterOriginSchema: z.ZodType<ParameterOrigin> = parameterOriginBase.extend({
  get from() {
    return z.array(parameterOriginSchema)
  },
})

const becauseSchema = z.object({
  adapter: z.string(),
  position: positionSchema.optional(),
  text: z.string(),
  parameters: list(parameterOriginSchema),
})
/** A condition around a place and the parameters it reads: they decide that the place exists, not its value. */
export type Because = z.infer<typeof becauseSchema>

/** A place that contributed to a leaf; `schema` places only constrain it. `via` names the composing adapters, outermost first. */
export const originSchema = z.object({
  adapter: z.string(),
  via: list(z.string()),
  position: positionSchema.optional(),
  schema: z.boolean(),
  parameters: list(parameterOriginSchema),
  because: z.array(becauseSchema).optional(),
})
export type Origin = z.infer<typeof originSchema>

const leafSchema = z.object({ path: z.array(z.union([z.string(), z.number()])), origins: list(originSchema) })

/** A value in the pipeline language: text, a task's result, or a task's parameter, as [task, name]. */
const referenceSchema = z.object({
  text: z.string().optional(),
  result: z.tuple([z.string(), z.string()]).optional(),
  param: z.tuple([z.string(), z.string()]).optional(),
})
export type KernelReference = z.infer<typeof referenceSchema>

const kernelTaskSchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  prefixAllParams: z.boolean(),
  params: list(
    z.object({ name: z.string(), description: z.string(), default: z.string().optional(), prefix: z.boolean() }),
  ),
  runAfter: list(z.string()),
  when: list(z.object({ input: referenceSchema, operator: z.string(), values: list(z.string()) })),
  approvalRequired: z.boolean(),
  usesAppParams: z.boolean(),
  usesAppSecrets: z.boolean(),
  env: z.string(),
  constParams: list(z.object({ name: z.string(), value: referenceSchema })),
  results: list(z.object({ name: z.string(), description: z.string() })),
  spec: z
    .record(z.string(), z.json())
    .nullable()
    .transform((spec) => spec ?? {}),
  retries: z.number().int(),
  timeout: z.string().optional(),
  adapters: list(z.string()),
  /** Origins of each part, by its path in the task; empty unless requested. */
  leaves: list(leafSchema),
})
export type KernelTask = z.infer<typeof kernelTaskSchema>

const kernelStageSchema = z.object({
  name: z.string(),
  tasks: list(kernelTaskSchema),
  results: list(
    z.object({
      name: z.string(),
      description: z.string(),
      value: referenceSchema,
      adapters: list(z.string()),
      leaves: list(leafSchema),
    }),
  ),
  adapters: list(z.string()),
})
export type KernelStage = z.infer<typeof kernelStageSchema>

const kernelAdapterSchema = z.object({
  id: z.string(),
  module: z.string(),
  name: z.string(),
  description: z.string(),
  position: positionSchema.optional(),
  readme: z.string().optional(),
  /** The adapter's own `catalog` field, unchanged. */
  catalog: z.json().optional(),
  parameters: list(kernelFieldSchema),
  options: list(kernelFieldSchema),
  stages: list(kernelStageSchema),
  resources: list(
    z.object({
      phase: z.string(),
      id: z.string(),
      apiVersion: z.string().optional(),
      kind: z.string().optional(),
      when: conditionSchema.optional(),
    }),
  ),
  composes: list(z.object({ pattern: z.string(), group: z.string().optional() })),
  errors: list(kernelProblemSchema),
  ignored: list(kernelProblemSchema),
})
export type KernelAdapter = z.infer<typeof kernelAdapterSchema>

const kernelResourceSchema = z.object({
  id: z.string(),
  data: z.record(z.string(), z.json()),
  adapters: list(z.string()),
  leaves: list(leafSchema),
})
export type KernelResource = z.infer<typeof kernelResourceSchema>

/** The kernel's answer to `describe`. */
export const describeAnswerSchema = z.object({ adapters: z.array(kernelAdapterSchema) })
/** The kernel's answer to `pipelines`. */
export const pipelinesAnswerSchema = z.object({
  stages: list(kernelStageSchema),
  /** Values for names that no adapter has. */
  ignored: list(kernelProblemSchema),
})
/** The kernel's answer to `infrastructure`. */
export const infrastructureAnswerSchema = z.object({
  resources: list(kernelResourceSchema),
  /** Values for names that no adapter has. */
  ignored: list(kernelProblemSchema),
  /** Values that adapters export (`outputs`), if concrete. */
  outputs: z.record(z.string(), z.json()).default({}),
})
/** The kernel's answer to `format`. */
export const formatAnswerSchema = z.object({ text: z.string() })
/** The kernel's answer to `read`. */
export const readAnswerSchema = z.object({ data: z.json() })
