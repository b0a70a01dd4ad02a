import { CircleX } from 'lucide-react'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from './messages.ts'
import { useUnevaluated } from './use-unevaluated.ts'
import { useValues } from './values-context.ts'
import './unevaluated-note.css'

/** Lists the applications whose values are missing from the sheet and why, with links to their QVS Configs. */
export function UnevaluatedNote() {
  const t = useMessages(parametersMessages)
  const words = useFindingWords()
  const { project } = useValues()
  const applications = useUnevaluated()
  if (applications.length === 0) return null
  return (
    <ul className="lw-values-unevaluated" aria-label={t('noEvaluation')}>
      {applications.map(({ application, finding }) => (
        <li key={application}>
          <CircleX size={16} aria-hidden />
          <span>
            {t('noEvaluationOf', { application })} {words.said(finding)}
          </span>
          <Link to={pathTo('qvsConfig', { project, application })}>{t('openQvsConfig')}</Link>
        </li>
      ))}
    </ul>
  )
}
