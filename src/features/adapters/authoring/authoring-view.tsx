import { useQuery, useQueryClient } from '@tanstack/react-query'
import { FilePlus2, GitCommitHorizontal, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { workingCopyOptions } from '#client/queries/modules.ts'
import { meOptions } from '#client/queries/session.ts'
import { worldOptions } from '#client/queries/world.ts'
import type { ChangedFiles } from '#contract/authoring.ts'
import { firstGoldenTest, testDefinition } from '#domain/adapters/authoring/first-golden-test.ts'
import { adapterOfFile } from '#domain/adapters/modules/found-module.ts'
import type { Finding } from '#domain/problem.ts'
import { Button } from '#ui/button.tsx'
import { CodeView } from '#ui/code/code-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Badge } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { showToast } from '#ui/toast.tsx'
import { authoringMessages } from './authoring-messages.ts'
import { CommitDialog } from './commit-dialog.tsx'
import { goldenMessages } from './golden-messages.ts'
import { GoldenTests } from './golden-tests.tsx'
import { ModuleFiles } from './module-files.tsx'
import { MovedBranch } from './moved-branch.tsx'
import { ManifestsDialog } from '../adapter/manifests-dialog.tsx'
import { ModuleProblems } from '../modules/module-problems.tsx'
import { useCueAssist } from './use-cue-assist.ts'
import { useModuleCheck } from './use-module-check.ts'
import { useModuleDraft } from './use-module-draft.ts'
import './authoring.css'

const nothing: ChangedFiles = {}

/** The files of a module that the platform hosts, to be edited, checked while typing, and committed. */
export function AuthoringView({ project, module }: { readonly project: string; readonly module: string }) {
  const t = useMessages(authoringMessages)
  const words = useMessages(goldenMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const me = useQuery(meOptions(client))
  const copy = useQuery(workingCopyOptions(client, project, module))
  const world = useQuery(worldOptions(client, project))
  const { draft, isRead, change, drop } = useModuleDraft({ project, person: me.data?.person.id ?? '', module })
  const [dialog, setDialog] = useState<'commit' | 'manifests'>()
  const [committed, setCommitted] = useState(false)
  const files = draft?.files ?? nothing
  const base = draft?.base ?? copy.data?.commit ?? ''
  const { findings, isRunning } = useModuleCheck(project, module, base, files)
  const texts = useMemo(() => withChanges(copy.data?.files ?? {}, files), [copy.data, files])
  const names = Object.keys(texts).sort()
  const file = search.get('file') ?? names.find((name) => name.endsWith('.cue') && !name.startsWith('cue.mod/')) ?? ''
  const path = copy.data?.path ?? module
  const line = Number(search.get('line') ?? '0')
  const place = useMemo(() => (line > 0 ? { line } : undefined), [line])
  const markers = markersOf(findings, `${path}/${file}`)
  function open(next: string, at?: number): void {
    // What was left is one step back, as where one went to a definition from.
    setSearch((now) => {
      const params = withParam(withParam(now, 'edit', module), 'file', next)
      if (at === undefined) params.delete('line')
      else params.set('line', String(at))
      return params
    })
  }
  function writeAll(made: Readonly<Record<string, string>>): void {
    const all = Object.entries<string | null>({ ...files, ...made })
    setCommitted(false)
    change(base, Object.fromEntries(all.filter(([name, text]) => text !== copy.data?.files[name])))
  }
  const assist = useCueAssist({
    ...{ project, module: path, file, texts },
    onOpen: (found) => {
      if (found.path.startsWith(`${path}/`)) open(found.path.slice(path.length + 1), found.line)
      else setSearch({ source: found.path, line: String(found.line) })
    },
  })
  const pattern = adapterOfFile(path, file, texts[file] ?? '')
  function addFirstTest(): void {
    const known = world.data?.world.adapters.find((adapter) => adapter.pattern === pattern)
    const required = (known?.parameters ?? []).filter((parameter) => parameter.required)
    if (pattern !== undefined) writeAll(firstGoldenTest(path, pattern, required))
  }
  if (copy.isError) return <ProblemPanel problem={problemOf(copy.error)} onRetry={() => void copy.refetch()} />
  if (copy.data === undefined || !isRead) return <Skeleton rows={12} />
  const { branch, commit } = copy.data
  const hasMoved = draft !== undefined && draft.base !== commit
  const isChanged = Object.keys(files).length > 0
  return (
    <div className="lw-authoring">
      <header className="lw-authoring-head">
        <h1 className="lw-page-title lw-ellipsis">{t('editing', { module })}</h1>
        <span className="lw-muted lw-mono">{t('branchAt', { branch, commit: commit.slice(0, 8) })}</span>
        <div className="lw-row lw-authoring-actions">
          <Button icon={<FilePlus2 size={16} aria-hidden />} onPress={() => setDialog('manifests')}>
            {t('fromManifests')}
          </Button>
          <Button
            kind="quiet"
            icon={<Undo2 size={16} aria-hidden />}
            isDisabled={!isChanged}
            onPress={() => {
              drop()
              showToast({ text: t('discarded', { module }), onUndo: () => change(base, files) })
            }}
          >
            {t('discard')}
          </Button>
          <Button
            kind="primary"
            icon={<GitCommitHorizontal size={16} aria-hidden />}
            isDisabled={!isChanged || hasMoved}
            onPress={() => setDialog('commit')}
          >
            {t('commit')}
          </Button>
        </div>
      </header>
      {committed ? (
        <p className="lw-authoring-note" role="status">
          {t('notTaken')}{' '}
          <LinkButton to={`?${new URLSearchParams({ view: 'modules', upgrade: module, to: branch }).toString()}`}>
            {t('takeIt')}
          </LinkButton>
        </p>
      ) : null}
      {hasMoved ? (
        <MovedBranch branch={branch} theirs={copy.data.files} yours={files} onGoOn={() => change(commit, files)} />
      ) : null}
      <div className="lw-authoring-body">
        <ModuleFiles names={names} selected={file} changed={files} onOpen={open} />
        <div className="lw-authoring-code">
          {texts[file] === undefined ? null : (
            <CodeView
              key={file}
              label={file}
              text={texts[file]}
              language={file.endsWith('.cue') ? 'cue' : /\.ya?ml$/.test(file) ? 'yaml' : 'plaintext'}
              markers={markers}
              reveal={place}
              assist={assist}
              onChange={(text) => writeAll({ [file]: text })}
            />
          )}
          <div className="lw-authoring-panel">
            <Tabs
              label={words('panel')}
              selected={search.get('panel') ?? 'problems'}
              onSelect={(panel) => setSearch((now) => withParam(now, 'panel', panel), { replace: true })}
              items={[
                {
                  id: 'problems',
                  title: t('problems'),
                  badge: <Badge>{findings.length}</Badge>,
                  content: (
                    <ModuleProblems
                      {...{ path, findings, isRunning, isChanged }}
                      onOpen={({ document = '', line: at = 1 }) => {
                        if (document.startsWith(`${path}/`)) open(document.slice(path.length + 1), at)
                      }}
                    />
                  ),
                },
                {
                  id: 'tests',
                  title: words('tests'),
                  content: (
                    <GoldenTests
                      {...{ project, module, files }}
                      commit={base}
                      hasTests={texts[testDefinition] !== undefined}
                      onAccept={(made) => {
                        writeAll(made)
                        showToast({ text: words('acceptedToast'), onUndo: () => change(base, files) })
                      }}
                      onOpen={(name) => open(name)}
                      {...(pattern === undefined ? {} : { onAddFirst: addFirstTest })}
                    />
                  ),
                },
              ]}
            />
          </div>
        </div>
      </div>
      {dialog === 'manifests' ? (
        <ManifestsDialog
          onClose={() => setDialog(undefined)}
          onCreate={(name, text) => {
            const made = `${name}/${name}.cue`
            writeAll({ [made]: text })
            setDialog(undefined)
            open(made)
          }}
        />
      ) : null}
      {dialog === 'commit' ? (
        <CommitDialog
          {...{ project, module, branch, base, files }}
          before={copy.data.files}
          onClose={() => {
            setDialog(undefined)
            void copy.refetch()
          }}
          onDone={() => {
            setDialog(undefined)
            showToast({ text: t('committed', { branch }) })
            void copy.refetch().then(() => {
              drop()
              setCommitted(true)
              return cache.invalidateQueries({ queryKey: [project, 'module-revisions'] })
            })
          }}
        />
      ) : null}
    </div>
  )
}

function withParam(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search)
  next.set(name, value)
  return next
}

function withChanges(before: Readonly<Record<string, string>>, files: ChangedFiles): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({ ...before, ...files }).flatMap(([name, text]) => (text === null ? [] : [[name, text]])),
  )
}

function markersOf(findings: readonly Finding[], document: string) {
  return findings.flatMap(({ place, message, severity }) =>
    place.document === document && place.line !== undefined
      ? [{ line: place.line, ...(place.column === undefined ? {} : { column: place.column }), message, severity }]
      : [],
  )
}
