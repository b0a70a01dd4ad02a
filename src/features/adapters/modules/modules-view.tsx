import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { GitCompareArrows, GitFork, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { modulesOptions } from '#client/queries/modules.ts'
import { publishChangeSet } from '#contract/documents.ts'
import type { CatalogModuleView } from '#contract/modules.ts'
import type { ModuleSource } from '#domain/adapters/modules/project-module.ts'
import { moduleUsers } from '#domain/adapters/modules/module-users.ts'
import { documentOptions } from '#client/queries/documents.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { offerUndo } from '#parts/offer-undo.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { Digest } from '#ui/text/values.tsx'
import { AddModuleDialog } from './add-module-dialog.tsx'
import { authoringMessages } from '../authoring/authoring-messages.ts'
import { moduleMessages } from './module-messages.ts'
import { ForkDialog } from './fork-dialog.tsx'
import { NewerMark } from './newer-mark.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { UpgradeDialog } from './upgrade-dialog.tsx'

/** The project's modules, and the actions to add, fork, upgrade and remove them. */
export function ModulesView({ project }: { readonly project: string }) {
  const t = useMessages(moduleMessages)
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const modules = useQuery(modulesOptions(client, project))
  const { remove, asked, ask } = useRemove(project)
  const off = useOffReason(project)('line.edit')
  function open(name: string | undefined, value = '1'): void {
    setSearch(name === undefined ? { view: 'modules' } : { view: 'modules', [name]: value })
  }
  const upgrading = modules.data?.modules.find(({ name }) => name === search.get('upgrade'))
  const forking = modules.data?.modules.find(({ name }) => name === search.get('fork'))
  const broken = modules.data?.modules.filter((module) => module.problem !== undefined) ?? []
  return (
    <div className="lw-page lw-adapter">
      <header className="lw-page-head">
        <h1 className="lw-page-title">{t('modules')}</h1>
        <div className="lw-page-aside">
          <Button kind="primary" icon={<Plus size={16} aria-hidden />} reason={off} onPress={() => open('add')}>
            {t('add')}
          </Button>
        </div>
      </header>
      <p className="lw-muted">{t('note')}</p>
      {modules.isPending ? <Skeleton rows={3} /> : null}
      {modules.isError ? (
        <ProblemPanel problem={problemOf(modules.error)} onRetry={() => void modules.refetch()} />
      ) : null}
      {[ask, remove].map((step, index) =>
        step.isError ? <ProblemPanel key={index} problem={problemOf(step.error)} /> : null,
      )}
      {broken.map((module) =>
        module.problem === undefined ? null : <ProblemPanel key={module.name} problem={module.problem} />,
      )}
      {modules.data === undefined ? null : (
        <Card label={t('modules')}>
          <ModuleTable
            project={project}
            modules={modules.data.modules}
            onFork={({ name }) => open('fork', name)}
            onUpgrade={({ name }) => open('upgrade', name)}
            onRemove={ask.mutate}
          />
        </Card>
      )}
      {search.get('add') === null ? null : <AddModuleDialog project={project} onClose={() => open(undefined)} />}
      {upgrading?.entry === undefined ? null : (
        <UpgradeDialog
          project={project}
          module={upgrading.entry}
          to={search.get('to') ?? undefined}
          onClose={() => open(undefined)}
        />
      )}
      {forking?.entry?.source.kind === 'git' ? (
        <ForkDialog
          project={project}
          name={forking.name}
          url={forking.entry.source.url}
          onClose={() => open(undefined)}
          onForked={() => setSearch({ edit: forking.name, ...fileOf(search) })}
        />
      ) : null}
      {asked}
    </div>
  )
}

interface ModuleTableProps {
  readonly project: string
  readonly modules: readonly CatalogModuleView[]
  readonly onFork: (module: CatalogModuleView) => void
  readonly onUpgrade: (module: CatalogModuleView) => void
  readonly onRemove: (module: CatalogModuleView) => void
}

function ModuleTable({ project, modules, onFork, onUpgrade, onRemove }: ModuleTableProps) {
  const t = useMessages(moduleMessages)
  const words = useMessages(authoringMessages)
  const rights = useRights(project)
  const off = useOffReason(project)('line.edit')
  const columns: readonly Column<CatalogModuleView>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      render: (module) => <span className="lw-mono">{module.name}</span>,
    },
    {
      id: 'from',
      title: t('from'),
      grows: true,
      render: (module) =>
        module.entry === undefined ? (
          <span className="lw-muted">{t('builtin')}</span>
        ) : (
          <span className="lw-mono" title={sourceText(module.entry.source)}>
            {sourceText(module.entry.source)}
          </span>
        ),
    },
    { id: 'revision', title: t('revision'), render: (module) => <span className="lw-mono">{module.revision}</span> },
    {
      id: 'commit',
      title: t('commit'),
      render: (module) => (
        <span className="lw-module-commit">
          {module.commit === undefined ? null : <Digest digest={module.commit} />}
          {/* Only admins may look up versions with a credential. */}
          {module.entry === undefined || module.entry.credential !== undefined || !rights.may('line.edit') ? null : (
            <NewerMark project={project} module={module.entry} />
          )}
        </span>
      ),
    },
    {
      id: 'actions',
      title: t('actions'),
      align: 'right',
      render: (module) =>
        module.document === undefined ? null : (
          <span className="lw-row lw-module-actions">
            {module.entry?.source.kind === 'hosted' && rights.may('repository.push') ? (
              <LinkButton icon={<Pencil size={16} aria-hidden />} to={`?edit=${encodeURIComponent(module.name)}`}>
                {words('edit')}
              </LinkButton>
            ) : null}
            {module.entry?.source.kind === 'git' && rights.may('repository.push') ? (
              <Button icon={<GitFork size={16} aria-hidden />} onPress={() => onFork(module)}>
                {t('fork')}
              </Button>
            ) : null}
            <Button icon={<GitCompareArrows size={16} aria-hidden />} reason={off} onPress={() => onUpgrade(module)}>
              {t('upgrade')}
            </Button>
            <IconButton label={t('remove')} reason={off} onPress={() => onRemove(module)}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </span>
        ),
    },
  ]
  return (
    <WideTable
      label={t('modules')}
      columns={columns}
      rows={modules}
      rowKey={(module) => module.document ?? module.name}
    />
  )
}

/** Keeps the file open that somebody was reading when they forked its module. */
function fileOf(search: URLSearchParams): { readonly file?: string } {
  const file = search.get('file')
  return file === null ? {} : { file }
}

function sourceText(source: ModuleSource): string {
  const place = source.kind === 'hosted' ? source.repository : source.url.replace(/^https?:\/\//, '')
  return source.directory === '' ? place : `${place} · ${source.directory}`
}

/** Removes a module, at once if no application uses it. The toast can undo it. */
function useRemove(project: string) {
  const t = useMessages(moduleMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  async function publish(message: string, part: { id: string; base?: string; text?: string }): Promise<void> {
    await client.ask(publishChangeSet, { params: { project }, body: { message, parts: [part] } })
    await cache.invalidateQueries({ queryKey: [project, 'documents'] })
    await cache.invalidateQueries({ queryKey: [project, 'world'] })
  }
  const [used, setUsed] = useState<{ readonly module: CatalogModuleView; readonly applications: readonly string[] }>()
  const remove = useMutation({
    async mutationFn({ name, document: id }: CatalogModuleView) {
      if (id === undefined) return
      const { text, digest } = await cache.fetchQuery(documentOptions(client, project, id))
      await publish(t('removeMessage', { name }), { id, base: digest })
      offerUndo(t('removed', { name }), () => publish(t('restoreMessage', { name }), { id, text }))
    },
  })
  const ask = useMutation({
    async mutationFn(module: CatalogModuleView) {
      const { documents } = await cache.fetchQuery(documentsOptions(client, project, 'qvs-config'))
      const applications = moduleUsers(module.name, documents)
      if (applications.length === 0) remove.mutate(module)
      else setUsed({ module, applications })
    },
  })
  const asked =
    used === undefined ? null : (
      <RemoveDialog
        name={used.module.name}
        applications={used.applications}
        onClose={() => setUsed(undefined)}
        onRemove={() => {
          setUsed(undefined)
          remove.mutate(used.module)
        }}
      />
    )
  return { remove, ask, asked }
}
