import { pathTo } from '#client/paths.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import { asksSomebody } from '#domain/run/run-state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { titleOfGate } from './gate-title.ts'
import { runMessages } from './messages.ts'

export interface RunGatesProps {
  readonly project: string
  readonly run: Run
  readonly snapshot: Snapshot | undefined
  /** Only gates of this stage's approval tasks. */
  readonly within?: string
}

/** Gates that ask somebody, gates that wait for a time, and gates that have stopped the run, with who and why. */
export function RunGates({ project, run, snapshot, within }: RunGatesProps) {
  const t = useMessages(runMessages)
  return Object.values(run.gates).map((gate) => {
    if (within !== undefined && gate.task?.stage !== within) return null
    const own = snapshot?.line.spec.gates?.find((entry) => entry.name === gate.gate)
    const title = titleOfGate(t, gate, snapshot)
    const path = pathTo('gate', { project, run: run.id, gate: gate.gate })
    if (gate.state === 'waiting') {
      const asks = asksSomebody(gate, own)
      return (
        <section key={gate.gate} className="lw-run-gate" data-held={asks ? undefined : true}>
          <StateMark state={asks ? 'needsApproval' : 'waiting'} word={t(asks ? 'gateAsks' : 'gateHolds', { title })} />
          <LinkButton kind={asks ? 'primary' : 'plain'} to={path}>
            {t(asks ? 'openGate' : 'openHeld')}
          </LinkButton>
        </section>
      )
    }
    const stopped = gate.state === 'rejected' || gate.state === 'timed-out'
    return stopped ? <StoppedBy key={gate.gate} gate={gate} title={title} path={path} /> : null
  })
}

function StoppedBy({ gate, title, path }: { readonly gate: GateRun; readonly title: string; readonly path: string }) {
  const t = useMessages(runMessages)
  const rejection = gate.decisions.find(({ decision }) => decision === 'reject')
  const word =
    rejection === undefined
      ? t('gateNotDecided', { title })
      : t('gateRejectedBy', { title, person: rejection.person.name })
  return (
    <section className="lw-run-gate" data-stopped>
      <StateMark state="failed" word={word} />
      {rejection === undefined || rejection.comment === '' ? null : <blockquote>{rejection.comment}</blockquote>}
      <LinkButton to={path}>{t('openGate')}</LinkButton>
    </section>
  )
}
