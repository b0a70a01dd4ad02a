import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { parseLine } from '#domain/line/parse.ts'
import { FoldedDiff } from '#parts/change-set/folded-diff.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { useDesigner } from './designer-context.ts'
import { changedIds, type EditorState } from '#client/change-set/editor.ts'
import { affectedStages, compareManifests } from '#client/change-set/manifest-changes.ts'
import { changedTexts } from './manifests-tab.tsx'
import { designerMessages } from './messages.ts'

const quiet = 600

/** What the change set makes of the generated manifests, stage by stage; compiled when it is looked at (design 5.2). */
export function ManifestDiffs({ state }: { readonly state: EditorState }) {
  const t = useMessages(designerMessages)
  const { project, line, editor, view } = useDesigner()
  const { client } = usePlatform()
  const settled = useSettled(state)
  const [done, setDone] = useState(0)
  const documents = useMemo(() => changedTexts(settled), [settled])
  const stages = useMemo(() => {
    const published = parseLine(settled.bases[editor.subject]?.text ?? '').line
    return affectedStages(published, view.line, changedIds(settled), view.world.deployments)
  }, [editor.subject, settled, view.line, view.world.deployments])
  const { data, error, refetch } = useQuery({
    queryKey: [project, 'manifest-changes', line, stages, documents],
    queryFn: ({ signal }) => compareManifests(client, { project, line: line, stages }, documents, setDone, signal),
  })
  return (
    <section>
      <h3 className="lw-pad">{t('manifestChanges')}</h3>
      {error === null ? null : <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? (
        <p className="lw-muted lw-pad" role="status">
          {t('manifestsCompared', { done, all: stages.length })}
        </p>
      ) : null}
      {data?.length === 0 ? <p className="lw-muted lw-pad">{t('manifestsSame')}</p> : null}
      {data?.map(({ stage, files }) => (
        <section key={stage}>
          <h4 className="lw-mono lw-pad">{stage}</h4>
          {files.map((file) => (
            <FoldedDiff key={file.path} className="lw-fold" {...file} />
          ))}
        </section>
      ))}
    </section>
  )
}

/** The state as it was when typing last paused: each comparison compiles several stages. */
function useSettled(state: EditorState): EditorState {
  const [settled, setSettled] = useState(state)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(state), quiet)
    return () => clearTimeout(timer)
  }, [state])
  return settled
}
