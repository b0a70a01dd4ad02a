import { useParams, useSearchParams } from 'react-router'
import { type DraftLock, useDraftLock } from '#client/change-set/use-draft-lock.ts'
import { problemOf } from '#client/problems.ts'
import { useSpokenWorld } from '#parts/use-spoken-world.ts'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { InSlices } from '#ui/in-slices.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { parametersMessages } from './messages.ts'
import { useLinesRead } from './use-lines-read.ts'
import { useValuesStart } from './use-values-start.ts'
import { ValuesBench } from './values-bench.tsx'
import './parameters.css'

/** The values of all Deployments, and the resources around them. `changes=line/x` edits them in a line's change set. */
export function ParametersPage() {
  const { project = '' } = useParams()
  const [search] = useSearchParams()
  const subject = search.get('changes') ?? 'project'
  return <Locked key={`${project} ${subject}`} project={project} subject={subject} />
}

interface SubjectProps {
  readonly project: string
  readonly subject: string
}

function Locked({ project, subject }: SubjectProps) {
  const { holder, takeOver } = useDraftLock(project, subject)
  if (holder === 'asking') return <Skeleton rows={10} height={32} />
  // A new key makes a new editor: whoever gains or loses the lock reads everything anew.
  return <Loaded key={holder} project={project} subject={subject} takeOver={takeOver} />
}

function Loaded({ project, subject, takeOver }: SubjectProps & { readonly takeOver: DraftLock['takeOver'] }) {
  const t = useMessages(parametersMessages)
  const { editor, world: published, savedAt, error, retry } = useValuesStart(project, subject)
  const world = useSpokenWorld(published)
  const isRead = useLinesRead(editor)
  useTitle(t('parameters'))
  if (editor !== undefined && world !== undefined && isRead)
    return (
      <InSlices fallback={<Skeleton rows={10} height={32} />}>
        <ValuesBench project={project} editor={editor} published={world} savedAt={savedAt} takeOver={takeOver} />
      </InSlices>
    )
  if (error !== null) {
    return <FailedPage title={t('loadFailed')} problem={problemOf(error)} onRetry={retry} />
  }
  return <Skeleton rows={10} height={32} />
}
