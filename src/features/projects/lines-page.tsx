import { useQuery } from '@tanstack/react-query'
import { FileUp, GitBranch, Plus, Workflow } from 'lucide-react'
import { Suspense, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { draftsOptions } from '#client/queries/drafts.ts'
import { proposalsOptions } from '#client/queries/proposals.ts'
import { runsOptions } from '#client/queries/run-lists.ts'
import { useProjectName } from '#client/use-project.ts'
import { WaitingProposals } from '#parts/change-set/waiting-proposals.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Fill, useTitle } from '#ui/page/slots.tsx'
import { ImportLineDialog } from './import-line-dialog.tsx'
import { lineMessages } from './line-messages.ts'
import { LineNameDialog } from './line-name-dialog.tsx'
import { type LineRow, lineRows } from './line-rows.ts'
import { LineTable } from './line-table.tsx'
import { projectMessages } from './messages.ts'
import { NewLineDialog } from './new-line-dialog.tsx'
import { startMessages } from './start/start-messages.ts'
import { Page } from '#ui/page/page.tsx'
import { lazyPart } from '#ui/lazy-part.ts'

const StartDialog = lazyPart(async () => (await import('./start/start-dialog.tsx')).StartDialog)

/** The AssemblyLines of the project. */
export function LinesPage() {
  const t = useMessages({ ...projectMessages, ...lineMessages })
  const ts = useMessages(startMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const [, setSearch] = useSearchParams()
  const lines = useQuery(documentsOptions(client, project, 'line'))
  const runs = useQuery(runsOptions(client, project, { limit: 100 }))
  const proposals = useQuery(proposalsOptions(client, project))
  const drafts = useQuery({ ...draftsOptions(client, project), refetchOnMount: 'always' })
  useTitle(t('lines'))
  const rows = useMemo(
    () => lineRows(lines.data?.documents ?? [], drafts.data?.drafts ?? []),
    [lines.data, drafts.data],
  )
  const off = useOffReason(project)('line.edit')
  return (
    <Page title={t('lines')} note={t('linesNote')}>
      <Breadcrumb crumbs={[{ title: t('lines') }]} />
      <Fill slot="actions">
        <Button icon={<FileUp size={16} aria-hidden />} onPress={() => setSearch({ do: 'import' })} reason={off}>
          {t('import')}
        </Button>
        <Button
          icon={<GitBranch size={16} aria-hidden />}
          onPress={() => setSearch({ start: 'repository' })}
          reason={off}
        >
          {ts('button')}
        </Button>
        <Button
          kind="primary"
          icon={<Plus size={16} aria-hidden />}
          onPress={() => setSearch({ new: '1' })}
          reason={off}
        >
          {t('newLine')}
        </Button>
      </Fill>
      <WaitingProposals project={project} />
      {/* Proposals stand above the lines, and lines that are only begun among them: they would push them down. */}
      {proposals.isPending || drafts.isPending ? (
        <Skeleton rows={5} />
      ) : lines.isError ? (
        <ProblemPanel problem={problemOf(lines.error)} onRetry={() => void lines.refetch()} />
      ) : (
        <Card label={t('lines')}>
          {lines.isPending ? <Skeleton rows={4} /> : null}
          {lines.isSuccess && rows.length === 0 ? (
            <EmptyState icon={<Workflow size={24} />} title={t('noLines')} text={t('noLinesText')} />
          ) : null}
          {rows.length > 0 ? <LineTable project={project} rows={rows} runs={runs.data?.runs ?? []} /> : null}
        </Card>
      )}
      {off === undefined ? (
        <LineDialogs project={project} rows={lines.isSuccess ? rows : undefined} hasDrafts={drafts.isSuccess} />
      ) : null}
    </Page>
  )
}

interface LineDialogsProps {
  readonly project: string
  /** Undefined until the lines are known. */
  readonly rows: readonly LineRow[] | undefined
  /** Whether the rows tell which lines are only drafts. */
  readonly hasDrafts: boolean
}

/** The dialog that the address names. */
function LineDialogs({ project, rows, hasDrafts }: LineDialogsProps) {
  const [search, setSearch] = useSearchParams()
  const close = (): void => setSearch({})
  if (search.get('start') === 'repository')
    return (
      <Suspense>
        <StartDialog project={project} onClose={close} />
      </Suspense>
    )
  if (rows === undefined) return null
  const taken = rows.map(({ name }) => name)
  if (search.get('new') === '1') return <NewLineDialog project={project} taken={taken} onClose={close} />
  const kind = search.get('do')
  const line = search.get('line') ?? ''
  if (kind === 'import') return <ImportLineDialog project={project} taken={taken} onClose={close} />
  if ((kind !== 'rename' && kind !== 'duplicate') || !hasDrafts) return null
  return (
    <LineNameDialog
      key={`${kind} ${line}`}
      project={project}
      kind={kind}
      line={line}
      isDraft={rows.find(({ name }) => name === line)?.document === undefined}
      taken={taken}
      onClose={close}
    />
  )
}
