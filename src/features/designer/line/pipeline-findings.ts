import { parseDocumentId, type Texts } from '#domain/documents.ts'
import type { Finding } from '#domain/problem.ts'
import { readKeptPipeline } from '#domain/tekton/bundle/kept-pipeline.ts'
import type { LineView } from './line-view.ts'

/** The pasted Pipeline that a finding's document holds. */
export function pipelineOfText(document: string | undefined): string | undefined {
  const { kind, names = [] } = document === undefined ? {} : (parseDocumentId(document) ?? {})
  return kind === 'pipeline' ? names[0] : undefined
}

/** Reports why pasted Pipelines cannot be read, at their own text. The stages' "no such Pipeline" is then left out. */
export function withPipelineFindings(view: LineView, texts: Texts): LineView {
  const broken = brokenPipelines(texts)
  if (broken.size === 0) return view
  const used = new Set<string>()
  const told = view.findings.flatMap((finding): readonly Finding[] => {
    const name = finding.code === 'unknown-pipeline' ? (finding.args['pipeline'] ?? '') : ''
    const causes = broken.get(name)
    if (causes === undefined) return [finding]
    used.add(name)
    const { stage } = finding.place
    return causes.map((cause) => ({ ...cause, place: { ...cause.place, ...(stage === undefined ? {} : { stage }) } }))
  })
  // Even a broken Pipeline that no stage uses keeps the change set from being published.
  const unused = [...broken].flatMap(([name, causes]) => (used.has(name) ? [] : causes))
  const findings = [...told, ...unused]
  return { ...view, findings, findingsOf: Map.groupBy(findings, ({ place }) => place.stage ?? '') }
}

function brokenPipelines(texts: Texts): ReadonlyMap<string, readonly Finding[]> {
  return new Map(
    Object.entries(texts).flatMap(([id, text]) => {
      const name = pipelineOfText(id)
      const read = name === undefined || text.trim() === '' ? undefined : readKeptPipeline(name, text)
      return name === undefined || read === undefined || read.ok ? [] : [[name, read.error] as const]
    }),
  )
}
