import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { previewOptions } from '#client/queries/previews.ts'
import type { Texts } from '#domain/documents.ts'
import type { StageOfLine } from '#domain/parameters/line-bindings.ts'
import { type ReachedLine, reachedLines } from '#domain/parameters/reach.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { valueMessages } from './value-messages.ts'
import './reached-lines.css'

interface ReachedLinesProps {
  readonly project: string
  readonly stage: StageOfLine
  readonly parameter: string
  /** Texts of a change set that replace published ones. */
  readonly documents: Texts
}

/** Every line of a stage's manifests that contains a value, with links. */
export function ReachedLines({ project, stage: { line, stage }, parameter, documents }: ReachedLinesProps) {
  const t = useMessages(valueMessages)
  const { client } = usePlatform()
  const { data, error } = useQuery(previewOptions(client, project, { line, stage, documents }))
  if (error !== null) return <ProblemPanel problem={problemOf(error)} />
  if (data === undefined)
    return (
      <p className="lw-muted" role="status">
        {t('compiling')}
      </p>
    )
  return (
    <ReachedList
      lines={reachedLines(data.manifests, parameter)}
      addressOf={({ manifest, line: number }) =>
        pathTo('line', { project, line }, { select: stage, tab: 'manifests', manifest, manifestLine: String(number) })
      }
    />
  )
}

interface ReachedListProps {
  readonly lines: readonly ReachedLine[]
  readonly addressOf: (line: ReachedLine) => string
}

/** Lines of manifests as links. */
export function ReachedList({ lines, addressOf }: ReachedListProps) {
  const t = useMessages(valueMessages)
  if (lines.length === 0) return <p className="lw-muted">{t('reachesNoManifest')}</p>
  return (
    <ul className="lw-reached-lines" aria-label={t('reachedLines')}>
      {lines.map((line) => (
        <li key={`${line.manifest} ${line.line}`} title={line.text}>
          <Link className="lw-mono" to={addressOf(line)}>
            {line.manifest}:{line.line}
          </Link>
          <span className="lw-mono lw-muted">{line.field}</span>
        </li>
      ))}
    </ul>
  )
}
