import { documentId, type DocumentId } from '../../documents.ts'
import { findingsOf, type Finding } from '../../problem.ts'
import { err, ok, type Result } from '../../result.ts'
import type { Pipeline } from '../pipeline.ts'
import type { PipelineSpec, PipelineTask } from '../task.ts'
import { errorAt } from '../validate/finding.ts'
import { readBundle } from './bundle.ts'
import { readObjects } from './documents.ts'
import { inlineRun } from './inline-run.ts'

/** Annotation with the project document that a Pipeline comes from; Pipelines from adapters lack it. */
export const keptAnnotation = 'linewright.dev/document'

type Read = Result<Pipeline, readonly Finding[]>

// Cached: every edit of a draft reads the same few texts again.
const most = 200
const known = new Map<string, Read>()

/** The document in which a project keeps a Pipeline. */
export function keptPipelineId(name: string): DocumentId {
  return documentId('pipeline', name)
}

/**
 * Reads a Pipeline that a project keeps. Its document, v1 or v1beta1, also contains the Tasks and StepActions that it refers to; the result has all
 * of them inlined.
 */
export function readKeptPipeline(name: string, text: string): Read {
  const key = `${name}\n${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= most) known.clear()
  const read = readNow(name, text)
  known.set(key, read)
  return read
}

function readNow(name: string, text: string): Read {
  const document = keptPipelineId(name)
  const bundle = readBundle(text, document, () => '')
  if (!bundle.ok) return err(findingsOf(bundle.error))
  if (bundle.value.errors.length > 0) return err(bundle.value.errors)
  const pipeline = bundle.value.pipelines.get(name)
  if (pipeline === undefined) {
    const missing = errorAt('', 'tekton-reference', `There is no Pipeline "${name}" in the text`, { name })
    return err([{ ...missing, place: { document } }])
  }
  const objects = readObjects(text, document)
  const written = objects.ok ? objects.value.find((one) => one.kind === 'Pipeline' && one.name === name) : undefined
  const place = (path: string) => written?.place(path.replace('spec.pipelineSpec', 'spec')) ?? { document }
  const value = { metadata: { name }, spec: { pipelineRef: { name } } }
  const reference = { apiVersion: 'tekton.dev/v1', kind: 'PipelineRun', name, value, place }
  const inlined = inlineRun(reference, bundle.value, { nameAfter: (prefix) => prefix, uid: '', createdAt: '' })
  if (!inlined.ok)
    return err(inlined.error.findings.map((finding) => ({ ...finding, place: { ...finding.place, document } })))
  const { metadata } = pipeline
  return ok({
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata: { ...metadata, annotations: { ...metadata.annotations, [keptAnnotation]: document } },
    spec: withoutRefs(inlined.value.run.spec.pipelineSpec),
  })
}

/** Removes references that have been inlined, so that adapters' objects with the same names are not looked up. */
function withoutRefs(spec: PipelineSpec): PipelineSpec {
  const inPlace = ({ taskRef, ...task }: PipelineTask): PipelineTask =>
    taskRef === undefined || task.taskSpec !== undefined ? task : { ...task, taskRef }
  return {
    ...spec,
    tasks: spec.tasks.map(inPlace),
    ...(spec.finally === undefined ? {} : { finally: spec.finally.map(inPlace) }),
  }
}
