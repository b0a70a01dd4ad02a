import { useQuery, useQueryClient } from '@tanstack/react-query'
import { FilePlus2, GitCommitHorizontal, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { worldOptions } from '#client/queries/world.ts'
import { firstGoldenTest, testDefinition } from '#domain/adapters/authoring/first-golden-test.ts'
import { adapterOfFile } from '#domain/adapters/modules/found-module.ts'
import type { Finding } from '#domain/problem.ts'
import { Button } from '#ui/button.tsx'
import { CodeView } from '#ui/code/code-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Badge } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { useAddress } from '#ui/use-address.ts'
import { authoringMessages } from './authoring-messages.ts'
import { CommitDialog } from './commit-dialog.tsx'
import { goldenMessages } from './golden-messages.ts'
import { GoldenTests } from './golden-tests.tsx'
import { ModuleFiles } from './module-files.tsx'
import { MovedBranch } from './moved-branch.tsx'
import { ManifestsDialog } from './manifests-dialog.tsx'
import { ModuleProblems } from './module-problems.tsx'
import { useCueAssist } from './use-cue-assist.ts'
import { useEditedModule } from './use-edited-module.ts'
import { type ModuleCheck, useModuleCheck } from './use-module-check.ts'
import './authoring.css'

interface AuthoringProps {
  readonly project: string
  readonly module: string
}

/** The parameters of an address without the files of a module. */
const closed = { edit: undefined, file: undefined, panel: undefined }

/** Edits the files of a hosted module, checks them while typing, and commits them. */
export function AuthoringView({ project, module }: AuthoringProps) {
  const t = useMessages(authoringMessages)
  const cache = useQueryClient()
  const [search, show] = useAddress()
  const edited = useEditedModule(project, module)
  const { copy, files, base, texts } = edited
  const [dialog, setDialog] = useState<'commit' | 'manifests'>()
  const [committed, setCommitted] = useState(false)
  const check = useModuleCheck(project, module, base, files)
  const names = Object.keys(texts).sort()
  const file = search.get('file') ?? names.find((name) => name.endsWith('.cue') && !name.startsWith('cue.mod/')) ?? ''
  const path = copy.data?.path ?? module
  const line = Number(search.get('line') ?? '0')
  const place = useMemo(() => (line > 0 ? { line } : undefined), [line])
  function open(next: string, at?: number): void {
    // A new history entry, so that Back returns to where "Go to definition" was pressed.
    show({ edit: module, file: next, line: at === undefined ? undefined : String(at) }, 'push')
  }
  function write(made: Readonly<Record<string, string>>): void {
    setCommitted(false)
    edited.write(made)
  }
  const assist = useCueAssist({
    ...{ project, module: path, file, texts },
    onOpen: (found) => {
      if (found.path.startsWith(`${path}/`)) open(found.path.slice(path.length + 1), found.line)
      else show({ ...closed, source: found.path, line: String(found.line) }, 'push')
    },
  })
  if (copy.isError) return <ProblemPanel problem={problemOf(copy.error)} onRetry={() => void copy.refetch()} />
  if (copy.data === undefined || !edited.isRead) return <Skeleton rows={12} />
  const { branch, commit } = copy.data
  const hasMoved = edited.isChanged && base !== commit
  return (
    <div className="lw-authoring">
      <AuthoringHead
        {...{ module, branch, commit, edited }}
        mayCommit={edited.isChanged && !hasMoved}
        onManifests={() => setDialog('manifests')}
        onCommit={() => setDialog('commit')}
      />
      {committed ? (
        <p className="lw-authoring-note" role="status">
          {t('notTaken')}{' '}
          <LinkButton to={`?${new URLSearchParams({ view: 'modules', upgrade: module, to: branch }).toString()}`}>
            {t('takeIt')}
          </LinkButton>
        </p>
      ) : null}
      {hasMoved ? <MovedBranch branch={branch} theirs={copy.data.files} yours={files} onGoOn={edited.rebase} /> : null}
      <div className="lw-authoring-body">
        <ModuleFiles names={names} selected={file} changed={files} onOpen={open} />
        <div className="lw-authoring-code">
          {texts[file] === undefined ? null : (
            <CodeView
              key={file}
              label={file}
              text={texts[file]}
              language={languageOf(file)}
              markers={markersOf(check.findings, `${path}/${file}`)}
              reveal={place}
              assist={assist}
              onChange={(text) => write({ [file]: text })}
            />
          )}
          <AuthoringPanel {...{ project, module, path, file, edited, check }} onWrite={write} onOpen={open} />
        </div>
      </div>
      {dialog === 'manifests' ? (
        <ManifestsDialog
          onClose={() => setDialog(undefined)}
          onCreate={(name, text) => {
            const made = `${name}/${name}.cue`
            write({ [made]: text })
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
              edited.drop()
              setCommitted(true)
              return cache.invalidateQueries({ queryKey: [project, 'module-revisions'] })
            })
          }}
        />
      ) : null}
    </div>
  )
}

interface HeadProps {
  readonly module: string
  readonly branch: string
  readonly commit: string
  readonly edited: ReturnType<typeof useEditedModule>
  readonly mayCommit: boolean
  readonly onManifests: () => void
  readonly onCommit: () => void
}

/** Which module and commit is edited, and what can be done with the draft as a whole. */
function AuthoringHead({ module, branch, commit, edited, mayCommit, onManifests, onCommit }: HeadProps) {
  const t = useMessages(authoringMessages)
  return (
    <header className="lw-authoring-head">
      <h1 className="lw-page-title lw-ellipsis">{t('editing', { module })}</h1>
      <span className="lw-muted lw-mono">{t('branchAt', { branch, commit: commit.slice(0, 8) })}</span>
      <div className="lw-row lw-authoring-actions">
        <Button icon={<FilePlus2 size={16} aria-hidden />} onPress={onManifests}>
          {t('fromManifests')}
        </Button>
        <Button
          kind="quiet"
          icon={<Undo2 size={16} aria-hidden />}
          isDisabled={!edited.isChanged}
          onPress={() => {
            edited.drop()
            showToast({ text: t('discarded', { module }), onUndo: edited.restore })
          }}
        >
          {t('discard')}
        </Button>
        <Button
          kind="primary"
          icon={<GitCommitHorizontal size={16} aria-hidden />}
          isDisabled={!mayCommit}
          onPress={onCommit}
        >
          {t('commit')}
        </Button>
      </div>
    </header>
  )
}

interface AuthoringPanelProps extends AuthoringProps {
  /** The module's path; the places of findings begin with it. */
  readonly path: string
  /** Name of the open file. */
  readonly file: string
  readonly edited: ReturnType<typeof useEditedModule>
  readonly check: ModuleCheck
  readonly onWrite: (made: Readonly<Record<string, string>>) => void
  readonly onOpen: (file: string, line?: number) => void
}

/** Below the editor: the module's problems and its golden tests. */
function AuthoringPanel(props: AuthoringPanelProps) {
  const { project, module, path, file, edited, check, onWrite, onOpen } = props
  const { files, base, texts, isChanged } = edited
  const t = useMessages(authoringMessages)
  const words = useMessages(goldenMessages)
  const { client } = usePlatform()
  const [search, show] = useAddress()
  const world = useQuery(worldOptions(client, project))
  const pattern = adapterOfFile(path, file, texts[file] ?? '')
  function addFirstTest(): void {
    const adapter = world.data?.world.adapters.find((candidate) => candidate.pattern === pattern)
    const required = (adapter?.parameters ?? []).filter((parameter) => parameter.required)
    if (pattern !== undefined) onWrite(firstGoldenTest(path, pattern, required))
  }
  return (
    <div className="lw-authoring-panel">
      <Tabs
        label={words('panel')}
        selected={search.get('panel') ?? 'problems'}
        onSelect={(panel) => show({ panel })}
        items={[
          {
            id: 'problems',
            title: t('problems'),
            badge: <Badge>{check.findings.length}</Badge>,
            content: (
              <ModuleProblems
                {...{ ...check, path, isChanged }}
                onOpen={({ document = '', line = 1 }) => {
                  if (document.startsWith(`${path}/`)) onOpen(document.slice(path.length + 1), line)
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
                  onWrite(made)
                  showToast({ text: words('acceptedToast'), onUndo: edited.restore })
                }}
                onOpen={(name) => onOpen(name)}
                {...(pattern === undefined ? {} : { onAddFirst: addFirstTest })}
              />
            ),
          },
        ]}
      />
    </div>
  )
}

function languageOf(file: string): 'cue' | 'yaml' | 'plaintext' {
  if (file.endsWith('.cue')) return 'cue'
  return /\.ya?ml$/.test(file) ? 'yaml' : 'plaintext'
}

function markersOf(findings: readonly Finding[], document: string) {
  return findings.flatMap(({ place, message, severity }) =>
    place.document === document && place.line !== undefined
      ? [{ line: place.line, ...(place.column === undefined ? {} : { column: place.column }), message, severity }]
      : [],
  )
}
