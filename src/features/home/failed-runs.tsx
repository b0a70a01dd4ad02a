import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import type { RunSummary } from '#contract/run-lists.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Badge } from '#ui/marks.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { StateShape } from '#ui/state-mark.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { homeMessages } from './messages.ts'

/** Lines whose newest run failed. Older failures are history. */
export function FailedRuns({
  project,
  runs,
}: {
  readonly project: string
  readonly runs: readonly RunSummary[] | undefined
}) {
  const t = useMessages(homeMessages)
  const newest = [...new Set(runs?.map((run) => run.line))].map((line) => runs?.find((run) => run.line === line))
  const failed = newest
    .filter((run) => run !== undefined)
    .filter((run) => run.state === 'failed' || run.state === 'failing')
  return (
    <section className="lw-home-section">
      <header>
        <h2>{t('failed')}</h2>
        {failed.length > 0 ? <Badge tone="red">{failed.length}</Badge> : null}
      </header>
      {runs !== undefined && failed.length === 0 ? <p className="lw-muted">{t('nothingFailed')}</p> : null}
      {failed.map((run) => (
        <FailedRun key={run.id} project={project} run={run} />
      ))}
    </section>
  )
}

function FailedRun({ project, run }: { readonly project: string; readonly run: RunSummary }) {
  const t = useMessages(homeMessages)
  const offReason = useOffReason(project)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const retry = useMutation({
    mutationFn: async () => {
      const { retryRun } = await import('#contract/runs.ts')
      return client.ask(retryRun, { params: { project, run: run.id }, body: {} })
    },
    async onSuccess(next) {
      showToast({ text: t('retried', { run: next.number, attempt: next.attempt }) })
      await cache.invalidateQueries({ queryKey: [project, 'runs'] })
    },
  })
  const stage = run.stages.find((candidate) => candidate.state === 'failed')?.stage
  const place = pathTo('run', { project, run: run.id }, { stage })
  return (
    <article className="lw-wait">
      <div className="lw-row">
        <StateShape state={run.state === 'failing' ? 'failing' : 'failed'} />
        <h3 className="lw-ellipsis lw-grow">{t('failedRun', { stage: stage ?? run.line, run: run.number })}</h3>
        <span className="lw-muted">
          <RelativeTime at={run.endedAt ?? run.startedAt} />
        </span>
      </div>
      <p>{t('failedText', { line: run.line, stage: stage ?? run.line })}</p>
      <div className="lw-row">
        {run.state === 'failed' ? (
          <Button
            icon={<RotateCcw size={16} aria-hidden />}
            isPending={retry.isPending}
            onPress={() => retry.mutate()}
            reason={offReason('run.start')}
          >
            {t('retry')}
          </Button>
        ) : null}
        <LinkButton kind="quiet" to={place}>
          {t('openLog')}
        </LinkButton>
      </div>
      {retry.isError ? <ProblemPanel problem={problemOf(retry.error)} /> : null}
    </article>
  )
}
