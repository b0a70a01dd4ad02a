import { z } from 'zod'
import { paramSchema, paramSpecSchema, paramTypeSchema, paramValueSchema } from './values/params.ts'
import { volumeMountSchema, volumeSchema } from './volume.ts'

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

/** All keys of a ConfigMap or Secret as environment variables (Kubernetes `EnvFromSource`). */
export const envFromSchema = z.looseObject({
  prefix: z.string().optional(),
  configMapRef: z.looseObject({ name: z.string(), optional: z.boolean().optional() }).optional(),
  secretRef: z.looseObject({ name: z.string(), optional: z.boolean().optional() }).optional(),
})
export type EnvFrom = z.infer<typeof envFromSchema>

/** A guard of a task: an input that must (not) be among values, or a CEL expression. */
export const whenExpressionSchema = z.looseObject({
  input: z.string().optional(),
  operator: z.enum(['in', 'notin']).optional(),
  values: z.array(z.string()).optional(),
  cel: z.string().optional(),
})
export type WhenExpression = z.infer<typeof whenExpressionSchema>

/** A file that receives a step's output, in addition to its log. */
const streamConfigSchema = z.looseObject({ path: z.string() })

/** A workspace that only this step or sidecar of the Task sees, together with others that name it. */
const workspaceUsageSchema = z.looseObject({ name: z.string(), mountPath: z.string().optional() })

/** The user and group that a container, or a whole Pod, runs as. */
export const securityContextSchema = z.looseObject({
  runAsUser: z.number().int().optional(),
  runAsGroup: z.number().int().optional(),
})

/** Resources of a container; only the memory limit is enforced. */
const resourcesSchema = z.looseObject({
  limits: z.looseObject({ memory: z.union([z.string(), z.number()]).optional() }).nullish(),
})

/** Fields of any container of a Task, step or sidecar. */
const containerFields = {
  image: z.string().optional(),
  script: z.string().optional(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  workingDir: z.string().optional(),
  env: z.array(envVarSchema).optional(),
  envFrom: z.array(envFromSchema).optional(),
  volumeMounts: z.array(volumeMountSchema).optional(),
  workspaces: z.array(workspaceUsageSchema).optional(),
  securityContext: securityContextSchema.optional(),
  computeResources: resourcesSchema.nullish(),
  /** The v1beta1 name of `computeResources`. */
  resources: resourcesSchema.nullish(),
} as const

/** A result that a step writes for later steps (`$(step.results.x.path)`, `$(steps.s.results.x)`). */
const stepResultSpecSchema = z.looseObject({ name: z.string(), type: paramTypeSchema.optional() })

/** A step of a Task (Tekton v1). Fields that the local engine cannot honour are refused by the engine, not by this schema. */
export const stepSchema = z.looseObject({
  ...containerFields,
  name: z.string().optional(),
  timeout: z.string().optional(),
  onError: z.string().optional(),
  when: z.array(whenExpressionSchema).optional(),
  results: z.array(stepResultSpecSchema).optional(),
  stdoutConfig: streamConfigSchema.optional(),
  stderrConfig: streamConfigSchema.optional(),
  /** A reference to a StepAction, with its parameters; inlining a run replaces it. */
  ref: z.looseObject({ name: z.string().optional(), resolver: z.string().optional() }).optional(),
  params: z.array(paramSchema).optional(),
})
export type Step = z.infer<typeof stepSchema>

const probeSchema = z.looseObject({
  exec: z.looseObject({ command: z.array(z.string()) }).optional(),
  httpGet: z
    .looseObject({
      path: z.string().optional(),
      port: z.union([z.number(), z.string()]),
      host: z.string().optional(),
      scheme: z.string().optional(),
      httpHeaders: z.array(z.looseObject({ name: z.string(), value: z.string() })).optional(),
    })
    .optional(),
  tcpSocket: z.looseObject({ port: z.union([z.number(), z.string()]), host: z.string().optional() }).optional(),
  initialDelaySeconds: z.number().optional(),
  periodSeconds: z.number().optional(),
  timeoutSeconds: z.number().optional(),
  failureThreshold: z.number().optional(),
  successThreshold: z.number().optional(),
})
export type Probe = z.infer<typeof probeSchema>

/** A container that runs beside all steps of a Task, from before the first until after the last. */
export const sidecarSchema = z.looseObject({
  ...containerFields,
  name: z.string().default(''),
  /** Needed for the names that probes use. */
  ports: z.array(z.looseObject({ name: z.string().optional(), containerPort: z.number() })).optional(),
  readinessProbe: probeSchema.optional(),
  startupProbe: probeSchema.optional(),
})
export type Sidecar = z.infer<typeof sidecarSchema>

/** A result that a task declares. */
export const taskResultSpecSchema = z.looseObject({
  name: z.string(),
  type: paramTypeSchema.optional(),
  description: z.string().optional(),
  /** The step's result that this one takes, such as `$(steps.build.results.digest)`. */
  value: paramValueSchema.optional(),
  /** Its value if no step writes it. */
  default: paramValueSchema.optional(),
  properties: z.record(z.string(), z.looseObject({})).optional(),
})

/** A workspace that a task declares. */
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
  volumes: z.array(volumeSchema).optional(),
  /** Unnamed sidecars become `unnamed-<i>`, like steps. */
  sidecars: z
    .array(sidecarSchema)
    .overwrite((all) => all.map((one, index) => (one.name === '' ? { ...one, name: `unnamed-${index}` } : one)))
    .optional(),
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

/** A Task (`tekton.dev/v1`), with the fields that are used here; others are kept. */
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
  resolver: z.string().optional(),
})

/** Another combination of a matrix, or values added to the combinations that it fits. */
const matrixIncludeSchema = z.looseObject({
  name: z.string().optional(),
  params: z.array(paramSchema).optional(),
  when: z.array(whenExpressionSchema).optional(),
})

/** Runs a pipeline task once per combination of values. */
export const matrixSchema = z.looseObject({
  params: z.array(paramSchema).optional(),
  include: z.array(matrixIncludeSchema).optional(),
})
export type Matrix = z.infer<typeof matrixSchema>

/** A task within a Pipeline: which Task, with which values, after which others. */
export const pipelineTaskSchema = z.looseObject({
  name: z.string(),
  displayName: z.string().optional(),
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
  matrix: matrixSchema.optional(),
  /** A Pipeline in place of a Task; inlining a run replaces the reference. */
  pipelineRef: taskRefSchema.optional(),
  get pipelineSpec() {
    return pipelineSpecSchema.optional()
  },
})
export type PipelineTask = z.infer<typeof pipelineTaskSchema>

/** A result of a Pipeline: a text with references to results of its tasks. */
export const pipelineResultSchema = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  value: paramValueSchema,
})

/** `spec` of a Pipeline (Tekton v1). */
export const pipelineSpecSchema = z.looseObject({
  description: z.string().optional(),
  params: z.array(paramSpecSchema).optional(),
  workspaces: z.array(workspaceSpecSchema).optional(),
  tasks: z.array(pipelineTaskSchema),
  finally: z.array(pipelineTaskSchema).optional(),
  results: z.array(pipelineResultSchema).optional(),
})
export type PipelineSpec = z.infer<typeof pipelineSpecSchema>
