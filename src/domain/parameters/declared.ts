import { z } from 'zod'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'
import type { Stage } from '../line/line.ts'
import { parseJson } from '../parse-json.ts'
import { type SecretReference, secretReferenceSchema } from '../project.ts'
import type { Pipeline } from '../tekton/pipeline.ts'

/** A parameter for which a stage needs a value. */
export interface DeclaredParameter {
  readonly name: string
  /** Its name before a task prefix was lifted into it. */
  readonly originalName?: string
  readonly default?: string
  readonly description: string
  /** The Pipeline declares those of kind `pipeline`; the QVS Config's adapters want `manifest` and `secret`. */
  readonly kind: 'pipeline' | 'manifest' | 'secret'
}

const originalsSchema = z.record(z.string(), z.string())
const secretsSchema = z.array(secretReferenceSchema)

const known = new WeakMap<Pipeline, readonly DeclaredParameter[]>()

/** Returns the parameters that a Pipeline declares and that the manifests of its QVS Config need, each name once, in the Pipeline's order. */
export function declaredParameters(pipeline: Pipeline): readonly DeclaredParameter[] {
  const before = known.get(pipeline)
  if (before !== undefined) return before
  const declared = declaredBy(pipeline)
  known.set(pipeline, declared)
  return declared
}

function declaredBy(pipeline: Pipeline): readonly DeclaredParameter[] {
  const annotations = pipeline.metadata.annotations ?? {}
  const originals = jsonOf(annotations[pipelineAnnotations.originalParams], originalsSchema) ?? {}
  const declared = new Map<string, DeclaredParameter>()
  for (const spec of pipeline.spec.params ?? []) {
    const original = originals[spec.name]
    const plain = { name: spec.name, description: spec.description ?? '', kind: 'pipeline' as const }
    // A large project declares thousands, and most have neither.
    if (original === undefined && spec.default === undefined) declared.set(spec.name, plain)
    else
      declared.set(spec.name, {
        ...plain,
        ...(original === undefined ? {} : { originalName: original }),
        ...(spec.default === undefined
          ? {}
          : { default: typeof spec.default === 'string' ? spec.default : JSON.stringify(spec.default) }),
      })
  }
  for (const name of listOf(annotations[pipelineAnnotations.appConfigParams])) {
    if (!declared.has(name)) declared.set(name, { name, description: '', kind: 'manifest' })
  }
  for (const name of listOf(annotations[pipelineAnnotations.appConfigSecrets])) {
    if (!declared.has(name)) declared.set(name, { name, description: '', kind: 'secret' })
  }
  return [...declared.values()]
}

/** Returns the secrets that the stage's annotation binds, which override those of the Deployment (Value Stream). */
export function boundSecrets(stage: Stage): readonly SecretReference[] {
  return jsonOf(stage.spec.annotations?.['pipeline.qmonus.net/secrets'], secretsSchema) ?? []
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((name) => name !== '')
}

function jsonOf<T>(text: string | undefined, schema: z.ZodType<T>): T | undefined {
  return text === undefined ? undefined : parseJson(text, schema)
}
