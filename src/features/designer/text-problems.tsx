import { CircleAlert, TriangleAlert } from 'lucide-react'
import { Link } from 'react-router'
import type { Finding } from '#domain/problem.ts'
import { useDocumentWords } from '#parts/document-words.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { designerMessages } from './messages.ts'

interface TextProblemsProps {
  /** Findings with a document belong to another file. */
  readonly findings: readonly Finding[]
  readonly isCompiling?: boolean
  readonly onShow: (line: number, column: number) => void
  readonly repairOf?: (finding: Finding) => Repair | undefined
  /** The page that shows another file at a line. */
  readonly pathOf?: (document: string, line: number) => string | undefined
}

interface Repair {
  readonly title: string
  readonly run: () => void
}

/** Findings about a text, beside its editor: each with a link to its place and its likeliest repair. */
export function TextProblems(props: TextProblemsProps) {
  const { findings, isCompiling = false } = props
  const t = useMessages(designerMessages)
  return (
    <section className="lw-qvs-problems" aria-label={t('problems')}>
      <h2>
        <span className="lw-grow" role="status">
          {findings.length === 0 ? t('problems') : t('statusProblems', { count: findings.length })}
        </span>
        {isCompiling ? <span className="lw-muted">{t('checking')}</span> : null}
      </h2>
      {findings.length === 0 ? (
        <p className="lw-muted">{isCompiling ? null : t('noTextProblems')}</p>
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

function Row({ finding, onShow, repairOf, pathOf }: TextProblemsProps & { readonly finding: Finding }) {
  const t = useMessages(designerMessages)
  const words = useFindingWords()
  const nameOf = useDocumentWords()
  const { document, line, column = 1 } = finding.place
  const repair = repairOf?.(finding)
  const advice = words.fix(finding)
  const elsewhere = document === undefined || line === undefined ? undefined : `${nameOf(document)}:${String(line)}`
  const path = document === undefined || line === undefined ? undefined : pathOf?.(document, line)
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
        {path === undefined ? (
          <span className="lw-mono">{elsewhere}</span>
        ) : (
          <Link className="lw-mono" to={path}>
            {elsewhere}
          </Link>
        )}
        {repair !== undefined || advice === undefined ? null : <p className="lw-muted">{advice}</p>}
        {repair === undefined ? null : <Button onPress={repair.run}>{repair.title}</Button>}
      </div>
    </li>
  )
}
