import type { z } from 'zod'
import type { Gate } from '#domain/line/gate.ts'
import { appliedRuleSchema, type AskingTask } from '#domain/run/gate-run.ts'
import { waitingApprovals, type WaitingApproval } from '#domain/run/run-state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { demandedGates, type DemandedGate } from './demanded.ts'
import type { RulesByEnvironment } from './rules.ts'

/** Between stage and task in the key of a gate that an approval task is; no gate of a line may have it in its name. */
export const taskGateMark = '~'

/** A question that an approval task of a stage asks now, as a gate. */
export interface TaskQuestion {
  readonly key: string
  readonly rule: z.infer<typeof appliedRuleSchema>
  readonly task: AskingTask
}

/** What the approval tasks of a stage ask now. */
export function questionsOf(stage: StageRun): readonly TaskQuestion[] {
  return waitingApprovals(stage).map((waiting) => {
    const { name: taskRun, pipelineTask: task } = waiting.taskRun
    // Pipelines within the stage's may run one task several times.
    const name = task.includes('/') ? taskRun : task
    return {
      key: `${stage.stage}${taskGateMark}${name}`,
      rule: ruleOf(waiting),
      task: { stage: stage.stage, task, taskRun },
    }
  })
}

/** The gates that approval tasks of a run are, as far as it has come to them. They hold nothing but their own stage, which has begun. */
export function taskGates(run: Run, { stages }: Snapshot): readonly DemandedGate[] {
  return Object.values(run.gates).flatMap(({ gate: key, task, rule }): DemandedGate[] => {
    if (task === undefined || rule === undefined) return []
    const environment = stages.find(({ stage }) => stage === task.stage)?.deployment.environment
    const environments = environment === undefined ? [] : [environment]
    return [{ key, gate: rule, holds: [task.stage], environments, live: false }]
  })
}

/** All gates of a run that people can be asked at: those before stages, and those within. */
export function gatesOfRun(run: Run, snapshot: Snapshot, rules: RulesByEnvironment): readonly DemandedGate[] {
  return [...demandedGates(snapshot, rules), ...taskGates(run, snapshot)]
}

/** The most of a description that is a title; a longer one is to be read. */
const longestTitle = 120

/** Whom the task asks is the author's word: neither requester nor committers are kept from answering. */
function ruleOf({ task, taskRun: { pipelineTask, asks } }: WaitingApproval): TaskQuestion['rule'] {
  const { description = '', approvers = [], required = 1 } = asks ?? {}
  const isTitle = description !== '' && description.length <= longestTitle && !description.includes('\n')
  return appliedRuleSchema.parse({
    name: pipelineTask.split('/').at(-1),
    ...(isTitle ? { title: description } : description === '' ? {} : { instructions: description }),
    requiredApprovals: required,
    approvers: approversOf(approvers),
    requesterMayApprove: true,
    ...(task.timeout === undefined ? {} : { timeout: task.timeout }),
  })
}

const team = 'group:'

function approversOf(names: readonly string[]): Gate['approvers'] {
  if (names.length === 0) return {}
  const [teams, people] = [true, false].map((isTeam) => names.filter((name) => name.startsWith(team) === isTeam))
  return { people, teams: teams?.map((name) => name.slice(team.length)) }
}
