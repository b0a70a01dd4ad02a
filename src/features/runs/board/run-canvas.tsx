import { useQuery } from '@tanstack/react-query'
import { hueOf } from '#client/environments.ts'
import { usePlatform } from '#client/platform.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { UsualTimes } from '#domain/run/times/usual-times.ts'
import { type Drill, drillText } from './drill.ts'
import { useStable } from '#ui/use-stable.ts'
import { InsideBoard } from './inside-board.tsx'
import { RunBoard } from './run-board.tsx'
import type { LiveStages } from '../live/run-store.ts'
import { RunPlace, type RunView } from '../run-place.tsx'
import { RunTimeline } from './run-timeline.tsx'
import { StageTable } from '../stage/stage-table.tsx'
import './run-canvas.css'

export interface RunCanvasProps {
  readonly project: string
  readonly run: Run
  readonly live: LiveStages | undefined
  readonly snapshot: Snapshot | undefined
  readonly usual: UsualTimes
  readonly stage: string | undefined
  readonly task: string | undefined
  readonly step: string | undefined
  readonly view: RunView
  readonly drill: Drill
  /** `beside` removes the log lines from the address. */
  readonly onChoose: (changes: Readonly<Record<string, string | undefined>>, how?: 'beside') => void
}

/**
 * Graph, table and timeline of a run; the graph can be entered down to the steps. The caller keeps selection and place.
 */
export function RunCanvas(props: RunCanvasProps) {
  const { project, run, snapshot, usual, stage, view, drill, onChoose } = props
  const { client } = usePlatform()
  const environments = useQuery(outlineOptions(client, project)).data?.environments ?? []
  const select = useStable((chosen: string | undefined) =>
    onChoose({ stage: chosen, task: undefined, step: undefined, tab: undefined }),
  )
  function enter(to: Drill): void {
    onChoose({
      in: drillText(to),
      ...(to.stage === undefined ? {} : { stage: to.stage }),
      task: to.task,
      step: undefined,
    })
  }
  const inside = drill.stage === undefined ? undefined : run.stages[drill.stage]
  const environment = snapshot?.stages.find((one) => one.stage === drill.stage)?.deployment.environment ?? ''
  return (
    <div className="lw-run-middle">
      <div className="lw-run-canvas">
        <RunPlace
          run={run}
          view={view}
          onView={(next) => onChoose({ view: next === 'graph' ? undefined : next })}
          drill={inside === undefined ? {} : drill}
          onDrill={enter}
        />
        {snapshot === undefined ? null : view === 'table' ? (
          <StageTable
            run={run}
            snapshot={snapshot}
            environments={environments}
            usual={usual}
            selected={stage}
            onSelect={select}
          />
        ) : view === 'timeline' ? (
          <RunTimeline run={run} snapshot={snapshot} usual={usual} selected={stage} onSelect={select} isWhole />
        ) : (
          <div className="lw-run-board">
            {inside === undefined ? (
              <RunBoard
                project={project}
                run={run}
                live={props.live}
                snapshot={snapshot}
                environments={environments}
                usual={usual}
                selected={stage}
                onSelect={select}
                onOpen={(id) => enter({ stage: id })}
              />
            ) : (
              <InsideBoard
                stage={inside}
                snapshot={snapshot}
                hue={hueOf(environments, environment)}
                drill={drill}
                task={props.task}
                step={props.step}
                onChoose={(changes) => onChoose({ stage: inside.stage, ...changes })}
                onDrill={enter}
              />
            )}
          </div>
        )}
      </div>
      {view === 'graph' ? (
        <RunTimeline run={run} snapshot={snapshot} usual={usual} selected={stage} onSelect={select} />
      ) : null}
    </div>
  )
}
