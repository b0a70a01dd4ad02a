import { useQueries } from '@tanstack/react-query'
import { Navigate, useParams } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { proposalsOptions } from '#client/queries/proposals.ts'
import { documentId } from '#domain/documents.ts'
import { useSpokenWorld } from '#parts/use-spoken-world.ts'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { InSlices } from '#ui/in-slices.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { DesignerBench } from './designer-bench.tsx'
import { designerMessages } from './messages.ts'
import { type DraftLock, useDraftLock } from '#client/change-set/use-draft-lock.ts'
import { useStart } from './line/use-start.ts'
import { DeletedLine } from './versions/deleted-line.tsx'
import { useRenamed } from './versions/use-renamed.ts'
import './designer.css'
import './inspector/inspector.css'

/** The designer of a line: palette, board and inspector, with problems, text and changes below. */
export function DesignerPage() {
  const { project = '', line = '' } = useParams()
  return <LockedDesigner key={`${project}/${line}`} project={project} line={line} />
}

interface LineProps {
  readonly project: string
  readonly line: string
}

function LockedDesigner({ project, line }: LineProps) {
  const { holder, takeOver } = useDraftLock(project, documentId('line', line))
  if (holder === 'asking') return <Skeleton rows={10} height={32} />
  // A new key makes a new editor: whoever gains or loses the lock reads everything anew.
  return <LoadedDesigner key={holder} project={project} line={line} takeOver={takeOver} />
}

function LoadedDesigner({ project, line, takeOver }: LineProps & { readonly takeOver: DraftLock['takeOver'] }) {
  const t = useMessages(designerMessages)
  const { editor, world: published, savedAt, error, retry } = useStart(project, line)
  const world = useSpokenWorld(published)
  const renamed = useRenamed(project, line, error !== null && problemOf(error).code === 'not-found')
  useTitle(line)
  const { client } = usePlatform()
  // What waits to be merged and what has changed in Git is noted above the board, and would push it down.
  const areNotesAsked = useQueries({
    queries: [proposalsOptions(client, project), documentsOptions(client, project, 'qvs-config')],
    combine: (answers) => answers.some(({ isPending }) => isPending),
  })
  if (editor !== undefined && world !== undefined && !areNotesAsked)
    return (
      <InSlices fallback={<Skeleton rows={10} height={32} />}>
        <DesignerBench
          project={project}
          line={line}
          editor={editor}
          published={world}
          savedAt={savedAt}
          takeOver={takeOver}
        />
      </InSlices>
    )
  // Old links still work.
  if (renamed !== undefined) return <Navigate replace to={pathTo('line', { project, line: renamed })} />
  if (error !== null) {
    const problem = problemOf(error)
    return (
      <FailedPage
        title={t('loadFailed')}
        problem={problem}
        onRetry={retry}
        back={{ to: pathTo('lines', { project }), title: t('toLines') }}
      >
        {problem.code === 'not-found' ? <DeletedLine project={project} line={line} /> : null}
      </FailedPage>
    )
  }
  return <Skeleton rows={10} height={32} />
}
