import type { ConfigFault } from '#client/change-set/use-compiled.ts'
import { documentId } from '#domain/documents.ts'
import type { LineView } from './line-view.ts'

/** Adds what keeps QVS Configs from compiling to a view's findings. Their places are in the QVS Configs. */
export function withConfigFindings(view: LineView, faults: readonly ConfigFault[]): LineView {
  if (faults.length === 0) return view
  const own = new Set(view.line.spec.stages.map(({ spec }) => spec.deployment.app))
  const more = faults
    .filter(({ application }) => own.has(application))
    .flatMap(({ application, findings }) => {
      const document = documentId('qvs-config', application)
      // A fault in a module is reported at the QVS Config that uses it.
      return findings.map((finding) => ({
        ...finding,
        place: finding.place.document === undefined ? { ...finding.place, document } : { document },
      }))
    })
  return more.length === 0 ? view : { ...view, findings: [...view.findings, ...more] }
}
