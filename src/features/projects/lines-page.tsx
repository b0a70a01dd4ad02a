import { useQuery } from '@tanstack/react-query'
import { FileUp, GitBranch, Plus, Workflow } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Draft } from '#contract/drafts.ts'
import { formerlyAnnotation } from '#domain/line/named-line.ts'
import type { DocumentVersion } from '#domain/documents.ts'
import { parseDocumentId } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import { useRights } from '#client/access.ts'
import { draftedTexts } from '#contract/drafts.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { draftsOptions } from '#client/queries/drafts.ts'
import { runsOptions } from '#client/queries/run-lists.ts'
import { markOfRun } from '#client/run-marks.ts'
import { useProjectName } from '#client/use-project.ts'
import { WaitingProposals } from '#parts/change-set/waiting-proposals.tsx'
import { Breadcrumb } from '#ui/breadcrumb.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Fill, useTitle } from '#ui/slots.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { RelativeTime } from '#ui/values.tsx'
import { ImportLineDialog } from './import-line-dialog.tsx'
import { LineMenu } from './line-menu.tsx'
import { lineMessages } from './line-messages.ts'
import { LineNameDialog } from './line-name-dialog.tsx'
import { projectMessages } from './messages.ts'
import { NewLineDialog } from './new-line-dialog.tsx'
import { startMessages } from './start/start-messages.ts'
import { Page } from '#ui/page.tsx'

const StartDialog = lazy(async () => ({ default: (await import('./start/start-dialog.tsx')).StartDialog }))

interface LineRow {
  readonly name: string
  /** Absent for a line that is begun, and not published yet. */
  readonly document: DocumentVersion | undefined
  readonly draft: Draft | undefined
  /** As published; of a line that is only begun as drafted. */
  readonly text: string
  readonly line: AssemblyLine | undefined
  readonly formerly: readonly string[]
}

/** The AssemblyLines of the project. */
export function LinesPage() {
  const t = useMessages({ ...projectMessages, ...lineMessages })
  const ts = useMessages(startMessages)
  const project = useProjectName()
  const offReason = useOffReason(project)
  const rights = useRights(project)
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const lines = useQuery(documentsOptions(client, project, 'line'))
  const runs = useQuery(runsOptions(client, project, { limit: 100 }))
  const drafts = useQuery({ ...draftsOptions(client, project), refetchOnMount: 'always' })
  useTitle(t('lines'))
  const rows = useMemo(() => rowsOf(lines.data?.documents ?? [], drafts.data?.drafts ?? []), [lines.data, drafts.data])
  const columns: readonly Column<LineRow>[] = [
    {
      id: 'line',
      title: t('line'),
      isRowHeader: true,
      render: (row) => <Link to={pathTo('line', { project, line: row.name })}>{row.name}</Link>,
    },
    {
      id: 'version',
      title: t('version'),
      render: ({ document }) =>
        document === undefined ? (
          <span className="lw-faint">{t('draft')}</span>
        ) : (
          <span className="lw-num">{`v${String(document.version)}`}</span>
        ),
    },
    {
      id: 'stages',
      title: t('stages'),
      align: 'right',
      render: (row) => row.line?.spec.stages.length ?? <span className="lw-faint">{t('unreadable')}</span>,
    },
    {
      id: 'gates',
      title: t('gates'),
      align: 'right',
      render: (row) => row.line?.spec.gates?.length ?? 0,
    },
    {
      id: 'run',
      title: t('lastRun'),
      render: (row) => {
        const run = runs.data?.runs.find((candidate) => [row.name, ...row.formerly].includes(candidate.line))
        if (run === undefined) return <span className="lw-faint">{t('never')}</span>
        return (
          <span className="lw-row">
            <StateMark state={markOfRun(run.state)} word />
            <Link to={pathTo('run', { project, run: run.id })}>{run.number}</Link>
          </span>
        )
      },
    },
    {
      id: 'message',
      title: t('message'),
      grows: true,
      render: (row) => <span className="lw-muted">{row.document?.message ?? t('draftNote')}</span>,
    },
    { id: 'by', title: t('by'), render: (row) => <span className="lw-muted">{row.document?.author.name}</span> },
    {
      id: 'at',
      title: t('published'),
      align: 'right',
      render: (row) => <RelativeTime at={row.document?.at ?? row.draft?.savedAt ?? ''} />,
    },
    {
      id: 'menu',
      title: t('lineActions'),
      isTitleHidden: true,
      align: 'right',
      render: (row) => (
        <LineMenu project={project} line={row.name} text={row.text} isDraft={row.document === undefined} />
      ),
    },
  ]
  const kind = search.get('do')
  function showDialog(open: boolean): void {
    setSearch(open ? { new: '1' } : {})
  }
  const newLine = (
    <Button
      kind="primary"
      icon={<Plus size={16} aria-hidden />}
      onPress={() => showDialog(true)}
      reason={offReason('line.edit')}
    >
      {t('newLine')}
    </Button>
  )
  return (
    <Page title={t('lines')} note={t('linesNote')}>
      <Breadcrumb label={t('trail')} crumbs={[{ title: t('lines') }]} />
      <Fill slot="actions">
        <Button
          icon={<FileUp size={16} aria-hidden />}
          onPress={() => setSearch({ do: 'import' })}
          reason={offReason('line.edit')}
        >
          {t('import')}
        </Button>
        <Button
          icon={<GitBranch size={16} aria-hidden />}
          onPress={() => setSearch({ start: 'repository' })}
          reason={offReason('line.edit')}
        >
          {ts('button')}
        </Button>
        {newLine}
      </Fill>
      <WaitingProposals project={project} />
      {lines.isError ? (
        <ProblemPanel problem={problemOf(lines.error)} onRetry={() => void lines.refetch()} />
      ) : (
        <Card label={t('lines')}>
          {lines.isPending ? <Skeleton rows={4} /> : null}
          {lines.isSuccess && rows.length === 0 ? (
            <EmptyState icon={<Workflow size={24} />} title={t('noLines')} text={t('noLinesText')} />
          ) : null}
          {rows.length > 0 ? (
            <div className="lw-scroll-x" tabIndex={0} role="group" aria-label={t('lines')}>
              <Table label={t('lines')} columns={columns} rows={rows} rowKey={(row) => row.name} />
            </div>
          ) : null}
        </Card>
      )}
      {search.get('start') === 'repository' && rights.may('line.edit') ? (
        <Suspense>
          <StartDialog project={project} onClose={() => setSearch({})} />
        </Suspense>
      ) : null}
      {search.get('do') === 'import' && lines.isSuccess && rights.may('line.edit') ? (
        <ImportLineDialog project={project} taken={rows.map((row) => row.name)} onClose={() => setSearch({})} />
      ) : null}
      {(kind === 'rename' || kind === 'duplicate') && lines.isSuccess && drafts.isSuccess && rights.may('line.edit') ? (
        <LineNameDialog
          key={`${kind} ${search.get('line') ?? ''}`}
          project={project}
          kind={kind}
          line={search.get('line') ?? ''}
          isDraft={rows.find(({ name }) => name === search.get('line'))?.document === undefined}
          taken={rows.map((row) => row.name)}
          onClose={() => setSearch({})}
        />
      ) : null}
      {search.get('new') === '1' && lines.isSuccess && rights.may('line.edit') ? (
        <NewLineDialog project={project} taken={rows.map((row) => row.name)} onClose={() => showDialog(false)} />
      ) : null}
    </Page>
  )
}

/** Published lines, and those that this person has begun; one that cannot be read still has its row: it is opened to be mended. */
function rowsOf(documents: readonly DocumentVersion[], drafts: readonly Draft[]): readonly LineRow[] {
  const published = documents.map((document): LineRow => {
    const name = parseDocumentId(document.id)?.names[0] ?? document.id
    const draft = drafts.find(({ subject }) => subject === document.id)
    const { text } = document
    const { line } = parseLine(text)
    return {
      name,
      document,
      draft,
      text,
      line,
      formerly: line?.metadata.annotations?.[formerlyAnnotation]?.split(',') ?? [],
    }
  })
  const begun = drafts.flatMap((draft): LineRow[] => {
    const id = parseDocumentId(draft.subject)
    if (id?.kind !== 'line' || documents.some((document) => document.id === draft.subject)) return []
    const text = draftedTexts(draft.content)[draft.subject] ?? ''
    return [{ name: id.names[0] ?? '', document: undefined, draft, text, line: parseLine(text).line, formerly: [] }]
  })
  return [...begun, ...published]
}
