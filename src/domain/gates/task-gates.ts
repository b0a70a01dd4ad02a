import type { z } from 'zod'
import type { Gate } from '#domain/line/gate.ts'
import { appliedRuleSchema, type AskingTask } from '#domain/run/gate-run.ts'
import { waitingApprovals, type WaitingApproval } from '#domain/run/run-state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { demandedGates, type DemandedGate } from './demanded.ts'
import type { RulesByEnvironment } from './rules.ts'

/** Separates stage and task in the key of an approval task's gate; gates of lines may not use it in their names. */
export const taskGateMark = '~'

/** A question that an approval task asks now, as a gate. */
export interface TaskQuestion {
  readonly key: string
  readonly rule: z.infer<typeof appliedRuleSchema>
  readonly task: AskingTask
}

/** Returns what the approval tasks of a stage ask now. */
export function questionsOf(stage: StageRun): readonly TaskQuestion[] {
  return waitingApprovals(stage).map((waiting) => {
    const { name: taskRun, pipelineTask: task } = waiting.taskRun
    // A Pipeline inside the stage's Pipeline may run one task several times.
    const name = task.includes('/') ? taskRun : task
    return {
      key: `${stage.stage}${taskGateMark}${name}`,
      rule: ruleOf(waiting),
      task: { stage: stage.stage, task, taskRun },
    }
  })
}

/** Returns the gates of the approval tasks that a run has reached. They hold nothing but their own stage, which has begun. */
export function taskGates(run: Run, { stages }: Snapshot): readonly DemandedGate[] {
  return Object.values(run.gates).flatMap(({ gate: key, task, rule }): DemandedGate[] => {
    if (task === undefined || rule === undefined) return []
    const environment = stages.find(({ stage }) => stage === task.stage)?.deployment.environment
    const environments = environment === undefined ? [] : [environment]
    return [{ key, gate: rule, holds: [task.stage], environments, live: false }]
  })
}

/** Returns all gates at which people can be asked, before stages and within them. */
export function gatesOfRun(run: Run, snapshot: Snapshot, rules: RulesByEnvironment): readonly DemandedGate[] {
  return [...demandedGates(snapshot, rules), ...taskGates(run, snapshot)]
}

/** Descriptions up to this length serve as a title; longer ones are for reading. */
const longestTitle = 120

/** The task's author decides who is asked, so requesters and committers may answer too. */
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
