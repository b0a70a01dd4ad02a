import { z } from 'zod'
import type { Finding, Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { toV1Pipeline, toV1Task } from '../convert.ts'
import { pipelineSchema, type Pipeline } from '../pipeline.ts'
import type { AccountSecret } from '../launch/service-account.ts'
import { taskSchema, type Task } from '../task.ts'
import { warningAt } from '../validate/finding.ts'
import { readObjects, type WrittenObject } from './documents.ts'
import { misplaced, readShape } from './read-shape.ts'
import { stepActionSchema, type StepAction } from './step-action.ts'
import { textParams } from './text-params.ts'

/** Everything in a Tekton file: runs in written order, and the objects that they may refer to by name. */
export interface Bundle {
  /** PipelineRuns and TaskRuns. */
  readonly runs: readonly WrittenObject[]
  readonly pipelines: ReadonlyMap<string, Pipeline>
  readonly tasks: ReadonlyMap<string, Task>
  readonly stepActions: ReadonlyMap<string, StepAction>
  /** All objects as written, by kind and name (`Task/build`). */
  readonly written: ReadonlyMap<string, WrittenObject>
  readonly configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Values of Secrets, by name and key. */
  readonly secrets: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Secrets from the file, by service account. */
  readonly accounts: ReadonlyMap<string, readonly AccountSecret[]>
  /** Parts of the file that have no effect here. */
  readonly warnings: readonly Finding[]
  /** Errors in single documents; the rest of these documents is included as far as it is readable. */
  readonly errors: readonly Finding[]
}

const textsSchema = z.record(z.string(), z.string())
const configMapSchema = z.looseObject({ data: textsSchema.nullish(), binaryData: textsSchema.nullish() })
const secretSchema = z.looseObject({
  type: z.string().optional(),
  metadata: z.looseObject({ annotations: textsSchema.nullish() }).optional(),
  data: textsSchema.nullish(),
  stringData: textsSchema.nullish(),
})
const accountSchema = z.looseObject({ secrets: z.array(z.looseObject({ name: z.string() })).nullish() })

/** Reads a Tekton file with any number of documents, v1 or v1beta1. `decode` decodes base64, the encoding of Secrets. */
export function readBundle(
  text: string,
  document: string,
  decode: (base64: string) => string,
): Result<Bundle, Problem> {
  const objects = readObjects(text, document)
  if (!objects.ok) return objects
  const bundle = {
    runs: [] as WrittenObject[],
    pipelines: new Map<string, Pipeline>(),
    tasks: new Map<string, Task>(),
    stepActions: new Map<string, StepAction>(),
    written: new Map<string, WrittenObject>(),
    configMaps: new Map<string, Readonly<Record<string, string>>>(),
    secrets: new Map<string, ReadonlyMap<string, string>>(),
    warnings: [] as Finding[],
  }
  const errors: Finding[] = []
  const typed = new Map<string, AccountSecret>()
  const accounts = new Map<string, readonly string[]>()

  function keep<T>(object: WrittenObject, schema: z.ZodType<T>, take: (value: T) => void): void {
    const { data, findings } = readShape(schema, textParams(object.value), object)
    errors.push(...findings)
    if (data !== undefined) take(data)
  }

  for (const object of objects.value) {
    const { apiVersion, kind, name } = object
    bundle.written.set(`${kind === 'ClusterTask' ? 'Task' : kind}/${name}`, object)
    if (!isKnownVersion(object)) {
      errors.push(misplaced(object, `${kind} of ${object.apiVersion} is not known here`, object.place('apiVersion')))
    } else if (apiVersion.startsWith('tekton.dev/') && name !== '' && !isObjectName(object)) {
      errors.push(misplaced(object, `"${name}" is not a valid name of a ${kind}`, object.place('metadata.name')))
    } else if (kind === 'PipelineRun' || kind === 'TaskRun') bundle.runs.push(object)
    else if (kind === 'Pipeline')
      keep(object, pipelineSchema, (pipeline) => bundle.pipelines.set(name, toV1Pipeline(pipeline)))
    else if (kind === 'Task' || kind === 'ClusterTask')
      keep(object, taskSchema.extend({ kind: z.enum(['Task', 'ClusterTask']) }), (task) =>
        bundle.tasks.set(name, toV1Task({ ...task, kind: 'Task' })),
      )
    else if (kind === 'StepAction') keep(object, stepActionSchema, (action) => bundle.stepActions.set(name, action))
    else if (kind === 'ConfigMap')
      keep(object, configMapSchema, ({ data, binaryData }) =>
        bundle.configMaps.set(name, { ...decoded(binaryData ?? {}, decode), ...data }),
      )
    else if (kind === 'Secret')
      keep(object, secretSchema, ({ type = 'Opaque', metadata, ...written }) => {
        const data = new Map(Object.entries({ ...decoded(written.data ?? {}, decode), ...written.stringData }))
        bundle.secrets.set(name, data)
        typed.set(name, { name, type, annotations: metadata?.annotations ?? {}, data })
      })
    else if (kind === 'ServiceAccount')
      keep(object, accountSchema, ({ secrets }) =>
        accounts.set(
          name,
          (secrets ?? []).map((secret) => secret.name),
        ),
      )
    else if (kind !== 'PersistentVolumeClaim' && kind !== 'Namespace')
      bundle.warnings.push({
        ...warningAt('kind', 'tekton-no-effect', `${kind} "${name}" has no effect here`, { field: kind }),
        place: object.place('kind'),
      })
  }
  // A Secret may come after the account that names it.
  const held = [...accounts].map(([name, names]) => [name, names.flatMap((secret) => typed.get(secret) ?? [])] as const)
  return ok({ ...bundle, accounts: new Map(held), errors })
}

/** A DNS name that fits into a label; a `generateName` is only its beginning, which the cluster completes. */
function isObjectName({ name, value }: WrittenObject): boolean {
  const { metadata } = value
  const isBeginning = typeof metadata === 'object' && metadata !== null && !('name' in metadata)
  return (
    isBeginning || (name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name))
  )
}

/** Checks the version of Tekton's kinds; other kinds may have any. */
function isKnownVersion({ apiVersion, kind }: WrittenObject): boolean {
  if (kind === 'StepAction') return apiVersion.startsWith('tekton.dev/')
  if (!['PipelineRun', 'TaskRun', 'Pipeline', 'Task', 'ClusterTask'].includes(kind)) return true
  return apiVersion === 'tekton.dev/v1' || apiVersion === 'tekton.dev/v1beta1'
}

function decoded(data: Readonly<Record<string, string>>, decode: (base64: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decode(value)]))
}
