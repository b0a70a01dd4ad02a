import { artifactPaths } from '#domain/run/artifacts.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { pathTo } from '#client/paths.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { runMessages } from './messages.ts'
import { ArtifactList } from './artifact-list.tsx'
import { QueueNotice } from './queue-notice.tsx'
import { ResultTable } from './stage-facts.tsx'

/** What one wants to know of the whole run: which gate asks, and what came out. */
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
  const waiting = Object.values(run.gates).filter((gate) => gate.state === 'waiting')
  return (
    <>
      <header className="lw-run-side-head">
        <h2>{t('runOverview')}</h2>
      </header>
      <QueueNotice run={run} />
      {waiting.map((gate) => {
        const own = snapshot?.line.spec.gates?.find((entry) => entry.name === gate.gate)
        const title = own?.title ?? gate.rule?.title ?? gate.gate
        return (
          <section key={gate.gate} className="lw-run-gate">
            <StateMark state="needsApproval" word={t('gateAsks', { title })} />
            <LinkButton kind="primary" to={pathTo('gate', { project, run: run.id, gate: gate.gate })}>
              {t('openGate')}
            </LinkButton>
          </section>
        )
      })}
      <h3 className="lw-run-pad">{t('runResults')}</h3>
      <ResultTable results={run.results} />
      {snapshot === undefined || artifactPaths(snapshot.line).length === 0 ? null : (
        <ArtifactList project={project} run={run} />
      )}
    </>
  )
}
