import { z } from 'zod'
import { conditionSchema, fieldFactsSchema } from '../catalog/field-facts.ts'

/** A place in a module's file: path below the module root, 1-based line and column. */
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

/** An error of the evaluator, or of the kernel itself (`code` is not `cue` then), with the adapters whose files take part in it. */
export const kernelProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  path: z.string(),
  positions: list(positionSchema),
  adapters: list(z.string()),
  /** What each adapter says by itself, where several contradict each other. */
  sides: z
    .array(
      z.object({
        adapter: z.string(),
        via: list(z.string()),
        value: z.json(),
        position: positionSchema.optional(),
        /** Index of the use of an adapter that brings it in, and the parameter that the QVS Config gives there for this value. */
        use: z.number().int().optional(),
        parameter: z.string().optional(),
        option: z.boolean().optional(),
      }),
    )
    .default([]),
  /** What the message is put together from, for those who tell it in another language. */
  words: z.record(z.string(), z.string()).optional(),
  /** The parameter whose value, given by the QVS Config, makes the adapter fail. */
  parameter: z.string().optional(),
  /** Which of the given uses of adapters is wrong, by its index, where one of them is. */
  use: z.number().int().optional(),
})
export type KernelProblem = z.infer<typeof kernelProblemSchema>

const kernelFieldBase = fieldFactsSchema.extend({ position: positionSchema.optional() })
/** One parameter or option as the evaluator sees it; lists and maps have an `item`, structs have `fields`. */
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
  /** `config`: the QVS Config gives it; `composite`: the adapter above does, at `at`; `default`: nobody does. */
  given: z.enum(['config', 'composite', 'default']),
  /** Index of the entry of `designPatterns`, where the QVS Config gives it. */
  config: z.number().int().optional(),
  at: positionSchema.optional(),
  /**
   * Where the QVS Config writes the value, with the QVS Config parameters in it: their values come from the parameter set. The kernel does
   * not know this; `compileResources` adds it.
   */
  written: z
    .object({ line: z.number().int(), column: z.number().int(), path: z.string(), params: z.array(z.string()) })
    .optional(),
})
/** One link of the chain from a manifest's leaf to a value: a parameter of an adapter, and the parameters that its value was made from. */
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
/** A condition that a place stands in, with the parameters that it reads: they decide that it is there, not what it says. */
export type Because = z.infer<typeof becauseSchema>

/** One place that contributed to a leaf; `schema` places only constrain it. `via` names the composing adapters, outermost first. */
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

/** A value of the pipeline language: text, the result of a task, or a parameter of a task, as [task, name]. */
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
  /** Where each part comes from, by its path in the task; empty unless it was asked for. */
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
  /** What the adapter says about its place in the catalog, as it is written. */
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
  /** Values for names that the adapters do not have. */
  ignored: list(kernelProblemSchema),
})
/** The kernel's answer to `infrastructure`. */
export const infrastructureAnswerSchema = z.object({
  resources: list(kernelResourceSchema),
  /** Values for names that the adapters do not have. */
  ignored: list(kernelProblemSchema),
  /** What adapters export (`outputs`), as far as it is concrete. */
  outputs: z.record(z.string(), z.json()).default({}),
})
/** The kernel's answer to `format`. */
export const formatAnswerSchema = z.object({ text: z.string() })
/** The kernel's answer to `read`. */
export const readAnswerSchema = z.object({ data: z.json() })
