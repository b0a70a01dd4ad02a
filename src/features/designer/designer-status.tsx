import { CircleAlert, PencilLine } from 'lucide-react'
import { memo } from 'react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Fill } from '#ui/page/slots.tsx'
import { useView } from './designer-context.tsx'
import { designerMessages } from './messages.ts'

export interface StatusProps {
  readonly cursor: { readonly line: number; readonly column: number } | undefined
  readonly isCompiling: boolean
  readonly milliseconds: number | undefined
}

/** The designer's status bar: problems, missing values, compile time, cursor. */
export const DesignerStatus = memo(function DesignerStatus({ cursor, isCompiling, milliseconds }: StatusProps) {
  const t = useMessages(designerMessages)
  const view = useView()
  const fill = view.findings.filter((finding) => finding.code === 'missing-parameter').length
  const problems = view.findings.filter((finding) => finding.severity === 'error').length - fill
  return (
    <>
      <Fill slot="statusLeft">
        {problems === 0 ? null : (
          <span className="lw-status-problems">
            <CircleAlert size={14} aria-hidden /> {t('statusProblems', { count: problems })}
          </span>
        )}
        {fill === 0 ? null : (
          <span className="lw-status-item">
            <PencilLine size={14} aria-hidden /> {t('statusFill', { count: fill })}
          </span>
        )}
        {isCompiling ? <span>{t('compiling')}</span> : null}
        {milliseconds === undefined ? null : <span>{t('compiledIn', { milliseconds: Math.round(milliseconds) })}</span>}
      </Fill>
      <Fill slot="statusRight">
        {cursor === undefined ? null : <span className="lw-num">{t('lineColumn', cursor)}</span>}
      </Fill>
    </>
  )
})
