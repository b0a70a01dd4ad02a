import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { useRights } from '#client/access.ts'
import { changedIds, type Editor } from '#client/change-set/editor.ts'
import { useCompiled } from '#client/change-set/use-compiled.ts'
import { useSharedDraft } from '#client/change-set/use-shared-draft.ts'
import { useDraft } from '#client/change-set/use-draft.ts'
import { type DraftLock, useDraftLock } from '#client/change-set/use-draft-lock.ts'
import { useDraftWorld } from '#client/change-set/use-draft-world.ts'
import { type EditorStart, useEditorStart } from '#client/change-set/use-editor-start.ts'
import { useImpact } from '#client/change-set/use-impact.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { proposalsOptions } from '#client/queries/proposals.ts'
import { documentId } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { changeSetMessages } from '#parts/change-set/change-set-messages.ts'
import { OtherTab } from '#parts/change-set/other-tab.tsx'
import { DraftMark } from '#parts/change-set/draft-mark.tsx'
import { HistoryButtons } from '#parts/change-set/history-buttons.tsx'
import { ImpactPanel } from '#parts/change-set/impact-panel.tsx'
import { WaitingProposals } from '#parts/change-set/waiting-proposals.tsx'
import { ReviewDialog } from '#parts/change-set/review-dialog.tsx'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Fill, useTitle } from '#ui/page/slots.tsx'
import { useAddress } from '#ui/use-address.ts'
import { QvsEditor, QvsWays } from './qvs-editor.tsx'
import { qvsMessages } from './qvs-messages.ts'
import '../designer.css'

/** Edits the QVS Config of one application, outside of any line, as a change set of its own. */
export function QvsPage() {
  const { project = '', application = '' } = useParams()
  return <Locked key={`${project} ${application}`} project={project} application={application} />
}

interface PlaceProps {
  readonly project: string
  readonly application: string
}

function Locked({ project, application }: PlaceProps) {
  const { holder, takeOver } = useDraftLock(project, documentId('qvs-config', application))
  if (holder === 'asking') return <Skeleton rows={10} height={32} />
  // A new key makes a new editor: whoever gains or loses the lock reads everything anew.
  return <Loaded key={holder} project={project} application={application} takeOver={takeOver} />
}

// The review needs all lines to say how far a change reaches.
const kinds = ['line']

function Loaded({ project, application, takeOver }: PlaceProps & { readonly takeOver: DraftLock['takeOver'] }) {
  const t = useMessages(qvsMessages)
  const start = useEditorStart(project, documentId('qvs-config', application), kinds)
  useTitle(t('pageTitle', { application }))
  const { client } = usePlatform()
  // What waits to be merged stands above the editor and would push it down.
  const proposals = useQuery(proposalsOptions(client, project))
  if (start.editor !== undefined && start.world !== undefined && !proposals.isPending)
    return <Bench {...{ project, application, takeOver, start }} editor={start.editor} published={start.world} />
  if (start.error === null) return <Skeleton rows={10} height={32} />
  return (
    <FailedPage
      title={t('loadFailed')}
      problem={problemOf(start.error)}
      onRetry={start.retry}
      back={{ to: pathTo('applications', { project }), title: t('toApplications') }}
    />
  )
}

interface BenchProps extends PlaceProps {
  readonly takeOver: DraftLock['takeOver']
  readonly start: EditorStart
  readonly editor: Editor
  readonly published: World
}

function Bench({ project, application, takeOver, start, editor, published }: BenchProps) {
  const t = useMessages(qvsMessages)
  const shared = useMessages(changeSetMessages)
  const rights = useRights(project)
  const offReason = useOffReason(project)
  const editable = rights.may('line.edit') && takeOver === undefined
  const state = useEditorState(editor)
  const world = useDraftWorld(published, state.history, useCompiled(project, state.history.present, state.history))
  const { draft } = useDraft(project, editor, editable, start.savedAt)
  useSharedDraft(project, editor, takeOver !== undefined)
  const [search, change] = useAddress()
  const changes = changedIds(state).length
  const reason =
    offReason('line.edit') ??
    (takeOver !== undefined ? shared('otherTab') : changes === 0 ? t('nothingToPublish') : undefined)
  function showReview(isShown: boolean): void {
    change({ dialog: isShown ? 'review' : undefined })
  }
  return (
    <div className="lw-qvs">
      <Breadcrumb
        crumbs={[
          { title: t('applications'), to: pathTo('applications', { project }) },
          { title: application },
          { title: t('title') },
        ]}
        aside={<DraftMark draft={draft} changes={changes} editable={editable} />}
      />
      <Fill slot="actions">
        {editable ? <HistoryButtons editor={editor} commands="designer" /> : null}
        <Button
          kind="primary"
          icon={<ListChecks size={16} aria-hidden />}
          reason={reason}
          onPress={() => showReview(true)}
        >
          {t('reviewChanges', { count: changes })}
        </Button>
      </Fill>
      {takeOver === undefined ? null : <OtherTab onTakeOver={takeOver} />}
      <WaitingProposals project={project} documents={[documentId('qvs-config', application)]} />
      <div className="lw-qvs-head">
        <h1 className="lw-page-title">{t('pageTitle', { application })}</h1>
        <QvsWays />
      </div>
      {state.problem === undefined ? null : <ProblemPanel problem={state.problem} />}
      <QvsEditor {...{ project, application, editor, editable }} adapters={world.adapters} />
      {search.get('dialog') === 'review' ? (
        <Review {...{ project, editor, published, world }} onClose={() => showReview(false)} />
      ) : null}
    </div>
  )
}

interface ReviewProps {
  readonly project: string
  readonly editor: Editor
  readonly published: World
  readonly world: World
  readonly onClose: () => void
}

function Review({ project, editor, published, world, onClose }: ReviewProps) {
  const { bases } = useEditorState(editor)
  const lines = useMemo(
    () =>
      Object.entries(bases).flatMap(([id, { text }]) => (id.startsWith('line/') ? (parseLine(text).line ?? []) : [])),
    [bases],
  )
  const impact = useImpact(editor, { lines, world: published }, { lines, world })
  return (
    <ReviewDialog project={project} editor={editor} onClose={onClose}>
      <ImpactPanel project={project} environments={world.environments} impact={impact} />
    </ReviewDialog>
  )
}
