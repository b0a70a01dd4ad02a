import { artifactPaths } from '#domain/run/stage/artifacts.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { runMessages } from './messages.ts'
import { ArtifactList } from './stage/artifact-list.tsx'
import { QueueNotice } from './queue-notice.tsx'
import { RunGates } from './run-gates.tsx'
import { ResultTable } from './stage/stage-facts.tsx'

/** What matters for the whole run: the gate that asks or has stopped it, and the results. */
export function RunOverview({
  project,
  run,
  snapshot,
}: {
  readonly project: string
  readonly run: Run
  readonly snapshot: Snapshot | undefined
}) {
  const t = useMessages(runMessages)
  return (
    <>
      <header className="lw-run-side-head">
        <h2>{t('runOverview')}</h2>
      </header>
      <QueueNotice run={run} />
      <RunGates project={project} run={run} snapshot={snapshot} />
      <h3 className="lw-run-pad">{t('runResults')}</h3>
      <ResultTable results={run.results} ended={run.endedAt !== undefined} />
      {snapshot === undefined || artifactPaths(snapshot.line).length === 0 ? null : (
        <ArtifactList project={project} run={run} line={snapshot.line} />
      )}
    </>
  )
}
