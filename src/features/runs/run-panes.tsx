import { memo, useEffect, useRef, type ReactNode, type RefObject } from 'react'
import type { StepStatus } from '#domain/tekton/run/status.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useMedia } from '#ui/narrow.ts'
import { SplitPane } from '#ui/page/split-pane.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useFocusStays } from '#ui/use-focus-stays.ts'
import { runMessages } from './messages.ts'
import { RunCanvas, type RunCanvasProps } from './board/run-canvas.tsx'
import { type DiagnosedFailure, useDiagnosis } from './failure/use-diagnosis.ts'
import { useInTurn } from './live/use-in-turn.ts'
import { RunOverview } from './run-overview.tsx'
import type { RunSlots } from './run-slots.ts'
import { addressOf, failedStep, stepAt, stepMark, stepToRead } from './run-words.ts'
import { StageDetails } from './stage/stage-details.tsx'
import { StepList } from './stage/step-list.tsx'
import { useRunCommands } from './use-run-commands.ts'

export interface RunPanesProps extends RunCanvasProps, RunSlots {
  readonly tab: string | undefined
  /** Which of several TaskRuns of one task. */
  readonly of: string | undefined
}

/** Board and timeline above steps and log, with details at the right; a single column where space is short. */
export function RunPanes(props: RunPanesProps) {
  return <Panes {...props} run={useInTurn(props.run, 1)} />
}

const Panes = memo(function Panes(props: RunPanesProps) {
  const t = useMessages(runMessages)
  // Paper keeps the panes of the screen: a board that is made anew while printing would come out empty.
  const isNarrow = useMedia('screen and (max-width: 900px)')
  const { project, run, snapshot, stage: name, onChoose } = props
  const stage = name === undefined ? undefined : run.stages[name]
  useRunCommands(props)
  const diagnosis = useDiagnosis(project, stage?.state === 'failed' ? stage : undefined)
  /** Whether the address was just changed to name the log in view. */
  const isKept = useRef(false)
  const gates = snapshot?.line.spec.stages.find((entry) => entry.name === name)?.gates ?? []

  // By default the page moves on to what runs next.
  const { place, hold } = useFocusStays<HTMLElement>(name)
  const side = (
    <aside ref={place} tabIndex={-1} {...hold} className="lw-run-side" aria-label={t('details')}>
      {stage === undefined ? (
        <RunOverview project={project} run={run} snapshot={snapshot} />
      ) : (
        <StageDetails
          project={project}
          run={run}
          stage={stage}
          snapshot={snapshot}
          diagnosis={diagnosis}
          gates={gates}
          tab={props.tab}
          onTab={(tab) => onChoose({ tab })}
          task={props.task}
          onTask={(task) => onChoose({ stage: stage.stage, task, step: undefined })}
          onOpen={() => onChoose({ stage: stage.stage, in: stage.stage, view: undefined })}
          renderManifest={props.renderManifest}
        />
      )}
    </aside>
  )
  const middle = <RunCanvas {...props} />
  const log = (
    <div {...hold} className="lw-run-drawer">
      <Drawer {...props} diagnosis={diagnosis} onKeep={() => (isKept.current = true)} />
    </div>
  )
  if (isNarrow) return <NarrowPanes details={side} board={middle} log={log} isKept={isKept} />
  return (
    <div className="lw-run-body">
      <SplitPane name="run.details" label={t('details')} side="right" initial={360} pane={side}>
        <SplitPane
          name="run.drawer"
          label={t('stepLog')}
          side="bottom"
          initial={288}
          pane={stage === undefined ? undefined : log}
        >
          {middle}
        </SplitPane>
      </SplitPane>
    </div>
  )
})

interface NarrowPanesProps {
  readonly details: ReactNode
  readonly board: ReactNode
  readonly log: ReactNode
  readonly isKept: RefObject<boolean>
}

/** A failure or a waiting gate comes first. Whatever is chosen or named by the address is scrolled into view. */
function NarrowPanes({ details, board, log, isKept }: NarrowPanesProps) {
  const [search] = useAddress()
  const [stage, task, step, inside] = ['stage', 'task', 'step', 'in'].map((key) => search.get(key))
  const page = useRef<HTMLDivElement>(null)
  const chosen = stage === null ? undefined : step !== null ? 2 : inside === null ? 0 : 1
  useEffect(() => {
    const isInSight = isKept.current
    isKept.current = false
    const panes = [...(page.current?.children ?? [])]
    const wanted = chosen === undefined || isInSight ? undefined : panes[chosen]
    return wanted === undefined ? undefined : keepInSight(wanted, panes.slice(0, chosen))
  }, [chosen, stage, task, step, inside, isKept])
  return (
    <div ref={page} className="lw-run-narrow">
      <div>{details}</div>
      <div>{board}</div>
      <div>{log}</div>
    </div>
  )
}

/** Scrolls to a pane, and again with what comes late above it, until somebody touches the page. Answers how to stop that. */
function keepInSight(pane: Element, above: readonly Element[]): () => void {
  const late = new ResizeObserver(() => pane.scrollIntoView({ block: 'start' }))
  for (const one of above) late.observe(one)
  pane.scrollIntoView({ block: 'start' })
  const touched = new AbortController()
  touched.signal.addEventListener('abort', () => late.disconnect())
  for (const kind of ['pointerdown', 'wheel', 'keydown'])
    window.addEventListener(kind, () => touched.abort(), { capture: true, passive: true, signal: touched.signal })
  return () => touched.abort()
}

function isFailed(step: StepStatus): boolean {
  return stepMark(step) === 'failed'
}

interface DrawerProps extends RunPanesProps {
  readonly diagnosis: DiagnosedFailure | undefined
  readonly onKeep: () => void
}

function Drawer(props: DrawerProps) {
  const { project, run, snapshot, diagnosis, stage: name, task, step, of, onChoose, onKeep, renderLog } = props
  const t = useMessages(runMessages)
  const stage = name === undefined ? undefined : run.stages[name]
  if (stage === undefined) return <p className="lw-run-pad lw-muted">{t('chooseStep')}</p>
  const chosen = stepAt(stage, { task, step, of })
  const inTask = task === undefined ? undefined : stepToRead(stage, task)
  const shown = chosen ?? inTask ?? stepToRead(stage)
  const definition = snapshot?.stages.find((entry) => entry.stage === name)?.pipeline.spec.finally ?? []
  /**
   * Somebody who reads a log should keep it, so name it in the address: otherwise the page would move on to what runs
   * next.
   */
  function keep(): void {
    if (stage === undefined || shown === undefined || (task !== undefined && step !== undefined)) return
    onKeep()
    onChoose({ stage: name, ...addressOf(stage, shown) }, 'beside')
  }
  const hasStarted = shown !== undefined && (shown.step.state !== 'waiting' || stepMark(shown.step) === 'skipped')
  return (
    <>
      <StepList
        stage={stage}
        finallyTasks={new Set(definition.map((entry) => entry.name))}
        chosen={shown}
        onChoose={(address) => onChoose({ stage: stage.stage, ...addressOf(stage, address) })}
      />
      <div
        className="lw-run-log"
        onPointerDownCapture={keep}
        onWheelCapture={keep}
        onKeyDownCapture={({ key }) => (key === 'Tab' ? undefined : keep())}
      >
        {shown === undefined || !hasStarted ? (
          stage.taskRuns.length === 0 ? null : (
            <p className="lw-run-pad lw-muted" role="status">
              {chosen === undefined ? t('chooseStep') : t('notBegun', { step: chosen.step.name })}
            </p>
          )
        ) : (
          renderLog({
            project,
            run: run.id,
            taskRun: shown.task.name,
            retry: shown.task.retry,
            step: shown.step.name,
            state: shown.step.state !== 'terminated' ? 'running' : isFailed(shown.step) ? 'failed' : 'succeeded',
            firstError: shown.step === failedStep(stage)?.step ? diagnosis?.line : undefined,
            place: { attempt: String(run.attempt) },
          })
        )}
      </div>
    </>
  )
}
