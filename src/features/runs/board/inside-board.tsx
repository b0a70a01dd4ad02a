import { useMemo } from 'react'
import { insideStage } from '#domain/run/stage/inside-stage.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { StageRun } from '#domain/run/state.ts'
import { useKeptWords } from '#parts/use-kept-words.ts'
import { Board } from '#ui/board/board.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { EnvironmentHue } from '#ui/marks.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { Duration } from '#ui/text/values.tsx'
import type { Drill } from './drill.ts'
import { type InsideWords, stepsPicture, tasksPicture } from './inside-picture.tsx'
import { viewMessages } from '../view-messages.ts'

export interface InsideBoardProps {
  readonly stage: StageRun
  readonly snapshot: Snapshot
  readonly hue: EnvironmentHue
  readonly drill: Drill
  readonly task: string | undefined
  readonly step: string | undefined
  readonly onChoose: (changes: Readonly<Record<string, string | undefined>>) => void
  readonly onDrill: (drill: Drill) => void
}

/** A stage's tasks on the canvas, or a task's steps. */
export function InsideBoard({ stage, snapshot, hue, drill, task, step, onChoose, onDrill }: InsideBoardProps) {
  const t = useMessages(viewMessages)
  const state = useMessages(uiMessages)
  const kept = useKeptWords()
  const frozen = snapshot.stages.find((one) => one.stage === stage.stage)
  const inside = drill.task
  const { picture, hasTasks } = useMemo(() => {
    const words: InsideWords = {
      tasks: t('pipelineTasks'),
      finally: t('finallyTasks'),
      steps: (name) => t('stepsOf', { task: name }),
      sidecars: t('sidecars'),
      state,
      skipped: (reason) => t('skippedBecause', { reason: kept(reason) }),
      stepCount: (count) => t('stepCount', { count }),
      taskCount: (count) => t('taskCount', { count }),
      exit: (code) => t('exitWith', { code }),
      time: (from, to) => <Duration from={from} to={to} clock />,
    }
    const tasks = insideStage(stage, frozen, inside)
    if (tasks !== undefined) return { picture: tasksPicture(tasks, stage, hue, words), hasTasks: true }
    if (inside === undefined)
      return { picture: tasksPicture({ tasks: [], finally: [] }, stage, hue, words), hasTasks: true }
    const around = insideStage(stage, frozen, pathAround(inside))
    const found = [...(around?.tasks ?? []), ...(around?.finally ?? [])].find(({ path }) => path === inside)
    const { steps = [], sidecars = [] } = found ?? {}
    return { picture: stepsPicture({ path: inside, steps, sidecars }, stage, hue, words), hasTasks: false }
  }, [stage, frozen, inside, hue, t, state, kept])
  return hasTasks || inside === undefined ? (
    <Board
      key={`tasks ${inside ?? ''}`}
      picture={picture}
      label={t('tasksBoard', { stage: inside ?? stage.stage })}
      selected={task}
      onSelect={(id) => onChoose({ task: id, step: undefined })}
      onOpen={(id) => onDrill({ stage: stage.stage, task: id })}
    />
  ) : (
    <Board
      key={inside}
      picture={picture}
      label={t('stepsBoard', { task: inside })}
      selected={step}
      onSelect={(id) => onChoose({ task: inside, step: id })}
    />
  )
}

/** The path of the Pipeline around a task; undefined for a task of the stage itself. */
function pathAround(path: string): string | undefined {
  const end = path.lastIndexOf('/')
  return end === -1 ? undefined : path.slice(0, end)
}
