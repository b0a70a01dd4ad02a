import { useQuery, useQueryClient } from '@tanstack/react-query'
import { GitCommitHorizontal } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentOptions } from '#client/queries/documents.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useAddress } from '#ui/use-address.ts'
import { configNewsMessages } from './config-news-messages.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { type ConfigNews, useConfigNews } from './use-config-news.ts'
import '#ui/page/note-bar.css'

/**
 * Says which of the line's QVS Configs changed in Git since it was published, shows the difference, and recompiles on
 * demand.
 */
export function ConfigNewsNotes() {
  const { project, line } = useDesigner()
  const view = useView()
  const names = [...new Set(view.line.spec.stages.map(({ spec }) => spec.deployment.app))].join('\n')
  return <Notes project={project} line={line} names={names} />
}

/** Memoized: of the designer's many changes, only a new set of applications matters here. */
const Notes = memo(function Notes(props: { readonly project: string; readonly line: string; readonly names: string }) {
  const { project, line, names } = props
  const t = useMessages(configNewsMessages)
  const cache = useQueryClient()
  const [, change] = useAddress()
  const applications = useMemo(() => names.split('\n'), [names])
  const { news, see } = useConfigNews(project, line, applications)
  const [shown, setShown] = useState<ConfigNews>()
  async function recompile(one: ConfigNews): Promise<void> {
    await cache.invalidateQueries({ queryKey: [project, 'world'] })
    see(one)
    change({ drawer: 'problems' })
  }
  return (
    <>
      {news.map((one) => (
        <p key={one.application} className="lw-note-bar" role="status">
          <GitCommitHorizontal size={16} aria-hidden />
          <span>
            {t('changed', { application: one.application })}{' '}
            <span className="lw-muted">{t('by', { author: one.now.author.name, message: one.now.message })}</span>
          </span>
          <button type="button" className="lw-text-button" onClick={() => setShown(one)}>
            {t('compare')}
          </button>
          <button type="button" className="lw-text-button" onClick={() => void recompile(one)}>
            {t('recompile')}
          </button>
          <button type="button" className="lw-text-button" onClick={() => see(one)}>
            {t('seen')}
          </button>
        </p>
      ))}
      {shown === undefined ? null : <NewsDialog news={shown} onClose={() => setShown(undefined)} />}
    </>
  )
})

function NewsDialog({ news, onClose }: { readonly news: ConfigNews; readonly onClose: () => void }) {
  const t = useMessages(configNewsMessages)
  const { project } = useDesigner()
  const view = useView()
  const { client } = usePlatform()
  const { application, now, before } = news
  const old = useQuery(documentOptions(client, project, now.id, before))
  const stages = view.line.spec.stages.filter(({ spec }) => spec.deployment.app === application)
  return (
    <Dialog
      title={t('title', { application })}
      isOpen
      onClose={onClose}
      size="wide"
      actions={<Button onPress={onClose}>{t('close')}</Button>}
    >
      <p>{t('stages', { names: stages.map(({ name }) => name).join(', ') })}</p>
      {old.isError ? <ProblemPanel problem={problemOf(old.error)} onRetry={() => void old.refetch()} /> : null}
      {old.data === undefined ? (
        old.isError ? null : (
          <Skeleton rows={6} />
        )
      ) : (
        <DiffView
          label={t('title', { application })}
          before={old.data.text}
          after={now.text}
          beforeTitle={t('before', { version: String(before) })}
          afterTitle={t('after', { version: String(now.version) })}
          sideBySide={false}
        />
      )}
    </Dialog>
  )
}
