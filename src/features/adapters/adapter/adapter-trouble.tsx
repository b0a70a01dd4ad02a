import { errorsOf, type Finding } from '#domain/problem.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { adapterMessages } from '../messages.ts'

/** The findings of an adapter. Errors forbid its use and show CUE's own words; warnings only hint. */
export function AdapterTrouble({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useMessages(adapterMessages)
  const words = useFindingWords()
  if (findings.length === 0) return null
  const isBroken = errorsOf(findings).length > 0
  return (
    <div className={isBroken ? 'lw-error' : 'lw-stack'} role={isBroken ? 'alert' : 'note'}>
      <strong>{t(isBroken ? 'broken' : 'oddities')}</strong>
      <ul>
        {findings.map((finding, index) => (
          <li key={index}>
            {finding.code === 'adapter-cue' ? finding.message : words.said(finding)}
            {words.fix(finding) === undefined ? null : <span className="lw-muted"> {words.fix(finding)}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
