import { errorsOf, type Finding } from '#domain/problem.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { adapterMessages } from './messages.ts'

/** What is wrong with an adapter: errors forbid its use, warnings tell of what nothing comes of. */
export function AdapterTrouble({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useMessages(adapterMessages)
  if (findings.length === 0) return null
  const isBroken = errorsOf(findings).length > 0
  return (
    <div className="lw-problem" role={isBroken ? 'alert' : 'note'}>
      <strong>{t(isBroken ? 'broken' : 'oddities')}</strong>
      <ul>
        {findings.map((finding, index) => (
          <li key={index}>{finding.message}</li>
        ))}
      </ul>
    </div>
  )
}
