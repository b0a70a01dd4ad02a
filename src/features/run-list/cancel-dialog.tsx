import { useState } from 'react'
import type { RunSummary } from '#contract/run-lists.ts'
import { cancelRun } from '#contract/runs.ts'
import { markOfRun } from '#client/run-marks.ts'
import { usePlatform } from '#client/platform.ts'
import { runTableMessages } from '#parts/runs/run-table-messages.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { runListMessages } from './messages.ts'

const modes = ['CancelledRunFinally', 'StoppedRunFinally', 'Cancelled'] as const
type Mode = (typeof modes)[number]

type Outcome = { readonly kind: 'asking' | 'done' } | { readonly kind: 'refused'; readonly reason: string }

export interface CancelDialogProps {
  readonly project: string
  /** The chosen runs, in their current state. */
  readonly runs: readonly RunSummary[]
  readonly onClose: () => void
}

const atOnce = 4

/** Cancels several runs, and reports the outcome for each. */
export function CancelDialog({ project, runs, onClose }: CancelDialogProps) {
  const t = useMessages(runListMessages)
  const words = useMessages(runTableMessages)
  const { client } = usePlatform()
  // The runs at the time of opening, however the list changes meanwhile.
  const [first] = useState(runs)
  const chosen = first.map((then) => runs.find(({ id }) => id === then.id) ?? then)
  const [mode, setMode] = useState<Mode>('CancelledRunFinally')
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const open = chosen.filter(({ endedAt }) => endedAt === undefined)
  const hasBegun = outcomes.size > 0
  const isBusy = [...outcomes.values()].some(({ kind }) => kind === 'asking')
  const affected = hasBegun ? outcomes.size : open.length
  const done = [...outcomes.values()].filter(({ kind }) => kind === 'done').length

  function record(run: string, outcome: Outcome): void {
    setOutcomes((known) => new Map(known).set(run, outcome))
  }
  async function cancelAll(): Promise<void> {
    for (const { id } of open) record(id, { kind: 'asking' })
    const queue = [...open]
    async function work(): Promise<void> {
      for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
        const answer = await client.call(cancelRun, { params: { project, run: run.id }, body: { mode } })
        record(run.id, answer.ok ? { kind: 'done' } : { kind: 'refused', reason: answer.error.problem.message })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  }
  return (
    <Dialog
      isOpen
      title={t('cancelTitle', { count: affected })}
      onClose={onClose}
      actions={
        hasBegun ? (
          <Button kind="primary" isPending={isBusy} onPress={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('keep')}</Button>
            <Button kind="danger" isDisabled={open.length === 0} onPress={() => void cancelAll()}>
              {t('cancelNow')}
            </Button>
          </>
        )
      }
    >
      {hasBegun ? (
        <p role="status">{t('outcome', { done: String(done), all: String(affected) })}</p>
      ) : (
        <>
          <p className="lw-muted">{t('cancelHelp')}</p>
          <Select
            label={t('cancelHow')}
            value={mode}
            onChange={(id) => setMode(modes.find((one) => one === id) ?? mode)}
            choices={modes.map((id) => ({ id, title: t(id) }))}
          />
        </>
      )}
      {/* A scrolling region must be reachable by keyboard (WCAG 2.1.1). */}
      <ul className="lw-runs-outcomes" tabIndex={0} aria-label={t('outcomes')}>
        {chosen.map((run) => (
          <li key={run.id}>
            <StateMark {...outcomeMark(run, outcomes.get(run.id), t)} />
            <span className="lw-ellipsis lw-grow">{words('runName', { number: run.number, line: run.line })}</span>
            <span className="lw-ellipsis lw-muted">{run.note}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function outcomeMark(
  run: RunSummary,
  outcome: Outcome | undefined,
  t: ReturnType<typeof useMessages<typeof runListMessages>>,
): { readonly state: State; readonly word: string | true } {
  if (run.endedAt !== undefined)
    return { state: markOfRun(run.state), word: outcome?.kind === 'done' ? true : t('hasEnded') }
  switch (outcome?.kind) {
    case undefined:
      return { state: markOfRun(run.state), word: t('willCancel') }
    case 'asking':
      return { state: 'running', word: t('asking') }
    case 'done':
      return { state: 'cancelling', word: t('isCancelled') }
    case 'refused':
      return { state: 'failed', word: t('refused', { reason: outcome.reason }) }
  }
}
