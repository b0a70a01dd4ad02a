import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { previewStage } from '#contract/compile.ts'
import { AdapterProblems } from '#parts/findings/adapter-problems.tsx'
import { kindWords } from '#domain/manifests/kind-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useDesigner } from './designer-context.tsx'
import { useMemo } from 'react'
import { TracedManifest } from '#parts/manifests/traced-manifest.tsx'
import { changedTexts } from '#client/change-set/editor.ts'
import { designerMessages } from './messages.ts'

/** Every manifest of a stage before anything runs, with the changes that the draft makes. */
export function ManifestsTab({ stage }: { readonly stage: string }) {
  const t = useMessages(designerMessages)
  const { project, line, editor } = useDesigner()
  const { client } = usePlatform()
  const state = useEditorState(editor)
  const documents = changedTexts(state)
  const [search, change] = useAddress()
  const chosen = search.get('manifest')
  function choose(path: string): void {
    change({ manifest: path, manifestLine: undefined })
  }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [project, 'preview', line, stage, documents, 'all'],
    queryFn: ({ signal }) =>
      client.ask(
        previewStage,
        { params: { project }, body: { line, stage, documents: { ...documents }, inputs: {}, origins: 'all' } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
  const shown = data?.manifests.find((manifest) => manifest.path === chosen) ?? data?.manifests[0]
  const query = search.toString()
  const places = useMemo(() => {
    // The designer's own address with other panes open.
    function here(change: Readonly<Record<string, string>>): string {
      const next = new URLSearchParams(query)
      for (const [name, value] of Object.entries(change)) next.set(name, value)
      return `?${next.toString()}`
    }
    return {
      config: (application: string, at: number) => here({ drawer: 'qvs', config: application, configLine: String(at) }),
      value: (name: string) => here({ tab: 'parameters', parameter: name }),
    }
  }, [query])
  const asked = Number(search.get('manifestLine') ?? '0')
  if (error !== null) return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
  if (isPending) return <Skeleton rows={6} />
  // Conflicting resources are missing from the list below, so the errors come first.
  const problems =
    data.findings.length === 0 ? null : (
      <div className="lw-pad">
        <AdapterProblems project={project} findings={data.findings} />
      </div>
    )
  if (shown === undefined) return problems ?? <p className="lw-muted lw-pad">{t('noManifests')}</p>
  return (
    <div className="lw-manifests">
      {problems}
      <p className="lw-muted lw-pad">{t('beforeRun')}</p>
      {(['kubernetes', 'pulumi', 'tekton'] as const).map((group) => {
        const files = data.manifests.filter((manifest) => manifest.group === group)
        return files.length === 0 ? null : (
          <section key={group}>
            <h3 className="lw-label">{t(group)}</h3>
            <ul>
              {files.map((file) => (
                <li key={file.path}>
                  <button
                    type="button"
                    className="lw-file"
                    aria-pressed={file.path === shown.path}
                    onClick={() => choose(file.path)}
                  >
                    <span className="lw-mono lw-ellipsis">{file.name}</span>
                    <span>{kindWords(file.kind)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      <div className="lw-manifest-code">
        <TracedManifest
          key={shown.path}
          project={project}
          path={shown.path}
          text={shown.text}
          origins={shown.origins}
          parameters={data.parameters}
          places={places}
          line={asked > 0 ? asked : undefined}
        />
      </div>
    </div>
  )
}
