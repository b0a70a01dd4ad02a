import { z } from 'zod'
import { paramSchema, paramSpecSchema, paramTypeSchema } from './params.ts'

const keyRefSchema = z.looseObject({ name: z.string(), key: z.string(), optional: z.boolean().optional() })

/** An environment variable of a step (Kubernetes `EnvVar`): a literal, or a reference that is resolved at launch. */
export const envVarSchema = z.looseObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .looseObject({
      secretKeyRef: keyRefSchema.optional(),
      configMapKeyRef: keyRefSchema.optional(),
      fieldRef: z.looseObject({ fieldPath: z.string() }).optional(),
    })
    .optional(),
})
export type EnvVar = z.infer<typeof envVarSchema>

const volumeMountSchema = z.looseObject({
  name: z.string(),
  mountPath: z.string(),
  subPath: z.string().optional(),
  readOnly: z.boolean().optional(),
})

/** A step of a Task (Tekton v1). Fields that the local engine cannot honour are refused by the engine, not by this schema. */
export const stepSchema = z.looseObject({
  name: z.string().optional(),
  image: z.string().optional(),
  script: z.string().optional(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  workingDir: z.string().optional(),
  env: z.array(envVarSchema).optional(),
  timeout: z.string().optional(),
  onError: z.enum(['continue', 'stopAndFail']).optional(),
  volumeMounts: z.array(volumeMountSchema).optional(),
})
export type Step = z.infer<typeof stepSchema>

export const whenExpressionSchema = z.looseObject({
  input: z.string().optional(),
  operator: z.enum(['in', 'notin']).optional(),
  values: z.array(z.string()).optional(),
  cel: z.string().optional(),
})
export type WhenExpression = z.infer<typeof whenExpressionSchema>

export const taskResultSpecSchema = z.looseObject({
  name: z.string(),
  type: paramTypeSchema.optional(),
  description: z.string().optional(),
})

export const workspaceSpecSchema = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  mountPath: z.string().optional(),
  readOnly: z.boolean().optional(),
  optional: z.boolean().optional(),
})

/** `spec` of a Task (Tekton v1). */
export const taskSpecSchema = z.looseObject({
  description: z.string().optional(),
  params: z.array(paramSpecSchema).optional(),
  results: z.array(taskResultSpecSchema).optional(),
  workspaces: z.array(workspaceSpecSchema).optional(),
  steps: z.array(stepSchema).min(1),
  stepTemplate: stepSchema.optional(),
  volumes: z.array(z.looseObject({ name: z.string() })).optional(),
  sidecars: z.array(z.looseObject({ name: z.string() })).optional(),
})
export type TaskSpec = z.infer<typeof taskSpecSchema>

export const objectMetaSchema = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  creationTimestamp: z.string().optional(),
})
export type ObjectMeta = z.infer<typeof objectMetaSchema>

export const taskSchema = z.looseObject({
  apiVersion: z.enum(['tekton.dev/v1', 'tekton.dev/v1beta1']),
  kind: z.literal('Task'),
  metadata: objectMetaSchema,
  spec: taskSpecSchema,
})
export type Task = z.infer<typeof taskSchema>

/** Reference to a Task by name, or to a custom task by `apiVersion` and `kind` (an approval). */
export const taskRefSchema = z.looseObject({
  name: z.string().optional(),
  kind: z.string().optional(),
  apiVersion: z.string().optional(),
})

export const pipelineTaskSchema = z.looseObject({
  name: z.string(),
  taskRef: taskRefSchema.optional(),
  taskSpec: taskSpecSchema.optional(),
  params: z.array(paramSchema).optional(),
  runAfter: z.array(z.string()).optional(),
  when: z.array(whenExpressionSchema).optional(),
  workspaces: z
    .array(z.looseObject({ name: z.string(), workspace: z.string().optional(), subPath: z.string().optional() }))
    .optional(),
  retries: z.number().int().nonnegative().optional(),
  timeout: z.string().optional(),
  onError: z.enum(['continue', 'stopAndFail']).optional(),
  matrix: z.looseObject({}).optional(),
})
export type PipelineTask = z.infer<typeof pipelineTaskSchema>
