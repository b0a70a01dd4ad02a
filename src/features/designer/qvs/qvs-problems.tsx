import { CircleAlert, TriangleAlert } from 'lucide-react'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { fixesOfFinding, type QvsFix } from '#domain/adapters/qvs-assist/fixes.ts'
import type { QvsKnowledge } from '#domain/adapters/qvs-assist/knowledge.ts'
import type { Finding } from '#domain/problem.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { qvsMessages } from './qvs-messages.ts'
import { fixTitle } from './use-qvs-assist.ts'

interface QvsProblemsProps {
  readonly project: string
  readonly text: string
  readonly findings: readonly Finding[]
  readonly isCompiling: boolean
  readonly knowledge: QvsKnowledge
  readonly editable: boolean
  readonly onShow: (line: number, column: number) => void
  readonly onFix: (title: string, fix: QvsFix) => void
}

/** Everything that is wrong with the text, beside it: each with a jump to its place and the likeliest repair. */
export function QvsProblems(props: QvsProblemsProps) {
  const { findings, isCompiling } = props
  const t = useMessages(qvsMessages)
  return (
    <section className="lw-qvs-problems" aria-label={t('problems')}>
      <h2>
        <span className="lw-grow" role="status">
          {findings.length === 0 ? t('problems') : t('problemCount', { count: findings.length })}
        </span>
        {isCompiling ? <span className="lw-muted">{t('checking')}</span> : null}
      </h2>
      {findings.length === 0 ? (
        <p className="lw-muted">{isCompiling ? null : t('noProblems')}</p>
      ) : (
        <ul className="lw-problems">
          {findings.map((finding, index) => (
            <Row key={index} {...props} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Row({
  project,
  text,
  finding,
  knowledge,
  editable,
  onShow,
  onFix,
}: QvsProblemsProps & { readonly finding: Finding }) {
  const t = useMessages(qvsMessages)
  const words = useFindingWords()
  const { document, line, column = 1 } = finding.place
  const [fix] = editable && document === undefined ? fixesOfFinding(text, finding, knowledge) : []
  const advice = words.fix(finding)
  const title = fix === undefined ? '' : fixTitle(t, fix)
  return (
    <li data-severity={finding.severity}>
      {finding.severity === 'error' ? <CircleAlert size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
      <div className="lw-grow">
        {line === undefined || document !== undefined ? (
          <p>{words.said(finding)}</p>
        ) : (
          <button type="button" className="lw-text-button" onClick={() => onShow(line, column)}>
            <span>{words.said(finding)}</span>
            <span className="lw-muted">{t('lineColumn', { line, column })}</span>
          </button>
        )}
        {document === undefined || line === undefined ? null : isOpen(document, knowledge) ? (
          <Link className="lw-mono" to={pathTo('adapters', { project }, { source: document, line: String(line) })}>
            {`${document}:${String(line)}`}
          </Link>
        ) : (
          <span className="lw-mono">{`${document}:${String(line)}`}</span>
        )}
        {fix !== undefined || advice === undefined ? null : <p className="lw-muted">{advice}</p>}
        {fix === undefined ? null : <Button onPress={() => onFix(title, fix)}>{title}</Button>}
      </div>
    </li>
  )
}

/** Sources of modules that the project has taken in can be read here. */
function isOpen(document: string, { modules }: QvsKnowledge): boolean {
  return modules.some(({ name }) => document.startsWith(`${name}/`))
}
