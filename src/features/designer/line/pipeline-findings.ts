import { parseDocumentId, type Texts } from '#domain/documents.ts'
import type { Finding } from '#domain/problem.ts'
import { keptPipelineId, readKeptPipeline } from '#domain/tekton/bundle/kept-pipeline.ts'
import type { LineView } from './line-view.ts'

/** The pasted Pipeline that a finding stands in. */
export function pipelineOfText(document: string | undefined): string | undefined {
  const { kind, names = [] } = document === undefined ? {} : (parseDocumentId(document) ?? {})
  return kind === 'pipeline' ? names[0] : undefined
}

/** A view in which a stage whose pasted Pipeline cannot be read says why, with the place in that text, and not that there is no such Pipeline. */
export function withPipelineFindings(view: LineView, texts: Texts): LineView {
  const told = view.findings.map((finding): readonly Finding[] => {
    const name = finding.code === 'unknown-pipeline' ? (finding.args['pipeline'] ?? '') : ''
    const text = name === '' ? '' : (texts[keptPipelineId(name)] ?? '')
    const read = text.trim() === '' ? undefined : readKeptPipeline(name, text)
    if (read === undefined || read.ok) return [finding]
    const { stage } = finding.place
    return read.error.map((cause) => ({
      ...cause,
      place: { ...cause.place, ...(stage === undefined ? {} : { stage }) },
    }))
  })
  if (told.every(([first], index) => first === view.findings[index])) return view
  const findings = told.flat()
  return { ...view, findings, findingsOf: Map.groupBy(findings, ({ place }) => place.stage ?? '') }
}
