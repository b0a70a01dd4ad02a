import { useParams } from 'react-router'
import { problemOf } from '#client/problems.ts'
import { documentId } from '#domain/documents.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useTitle } from '#ui/slots.tsx'
import { DesignerBench } from './designer-bench.tsx'
import { designerMessages } from './messages.ts'
import { useDraftLock } from '#client/change-set/use-draft-lock.ts'
import { useStart } from './use-start.ts'
import './designer.css'
import './inspector.css'

/** The designer of a line: palette, board, inspector, and below them problems, text and changes. */
export function DesignerPage() {
  const { project = '', line = '' } = useParams()
  return <LockedDesigner key={`${project}/${line}`} project={project} line={line} />
}

interface LineProps {
  readonly project: string
  readonly line: string
}

function LockedDesigner({ project, line }: LineProps) {
  const lock = useDraftLock(project, documentId('line', line))
  if (lock === 'asking') return <Skeleton rows={10} height={32} />
  // Another key, another editor: with the lock everything is read again.
  return <LoadedDesigner key={lock} project={project} line={line} isElsewhere={lock === 'elsewhere'} />
}

function LoadedDesigner({ project, line, isElsewhere }: LineProps & { readonly isElsewhere: boolean }) {
  const t = useMessages(designerMessages)
  const { editor, world, savedAt, error, retry } = useStart(project, line)
  useTitle(line)
  if (editor !== undefined && world !== undefined)
    return (
      <DesignerBench
        project={project}
        line={line}
        editor={editor}
        published={world}
        savedAt={savedAt}
        isElsewhere={isElsewhere}
      />
    )
  if (error !== null) {
    return (
      <div className="lw-pad">
        <h1>{t('loadFailed')}</h1>
        <ProblemPanel problem={problemOf(error)} onRetry={retry} />
      </div>
    )
  }
  return <Skeleton rows={10} height={32} />
}
