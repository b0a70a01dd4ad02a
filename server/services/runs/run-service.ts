import { documentId } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import { hasEnded, waitingApprovals } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import type { CancelMode } from '#domain/tekton/plan/facts.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { Engine } from '../../engines/engine.ts'
import type { Ports } from '../../ports.ts'
import type { RunRecord } from '../../ports/runs.ts'
import { beginRun } from './begin-run.ts'
import { freezeRun } from './freeze-run.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import { saidBy } from './past-requests.ts'
import type { RunReader } from './run-reader.ts'
import { type FurtherAttempt, provenAttempt } from './retry-world.ts'
import type { WorldService } from '../documents/world.ts'

export interface StartRequest {
  readonly project: string
  readonly line: string
  readonly inputs: Readonly<Record<string, string>>
  readonly note: string
  readonly version?: number | undefined
  readonly idempotencyKey: string
  readonly person: Person
  /** Who made the machine's token, where a machine asks. */
  readonly behind?: Run['behind'] | undefined
  /** What has started it in the person's place. */
  readonly trigger?: Run['trigger'] | undefined
}

/** What people do with runs. */
export interface RunService {
  start(request: StartRequest): Promise<Result<Run, Problem>>
  cancel(project: string, run: string, mode: CancelMode, person: Person): Promise<Result<Run, Problem>>
  /** Goes on from what has failed; `from` a stage of an ended run, runs that and everything after it again, whole. */
  retry(request: {
    readonly project: string
    readonly run: string
    readonly from?: string
    /** Also where what it would meet has changed. */
    readonly anyway: boolean
    readonly person: Person
  }): Promise<Result<Run, Problem>>
  /** Answers an approval task of a running stage. */
  answerTask(request: {
    readonly project: string
    readonly run: string
    readonly stage: string
    readonly task: string
    readonly decision: 'approve' | 'reject'
    readonly comment: string
    readonly person: Person
  }): Promise<Result<Run, Problem>>
}

export function createRunService(
  ports: Ports,
  worlds: WorldService,
  modules: Pick<ProjectModules, 'keepBuiltin'>,
  reader: RunReader,
  orchestrator: Orchestrator,
  engine: Engine,
): RunService {
  const now = (): string => new Date(ports.clock.now()).toISOString()

  async function recordOf(project: string, run: string): Promise<Result<RunRecord, Problem>> {
    const record = await ports.runs.record(run)
    return record?.project === project ? ok(record) : err(problem('not-found', say`There is no run ${run}`))
  }

  return {
    async start({ project, line, inputs, note, version, idempotencyKey, person, behind, trigger }) {
      const document = await ports.documents.read(project, documentId('line', line), version)
      if (document === undefined)
        return err(problem('not-found', say`There is no published line ${line}`, { fix: say`Publish it first` }))
      const snapshot = await freezeRun(ports, worlds, project, document, inputs)
      if (!snapshot.ok) return snapshot
      await modules.keepBuiltin()
      return beginRun(
        ports,
        { reader, orchestrator },
        { project, line, note, idempotencyKey, person, behind, snapshot: snapshot.value, trigger },
      )
    },
    async cancel(project, id, mode, person) {
      const record = await recordOf(project, id)
      if (!record.ok) return record
      return orchestrator.tell(record.value, async (run) => {
        if (hasEnded(run)) return err(problem('not-possible-now', say`The run has ended already`))
        if (run.cancel === mode) return ok([])
        return ok([
          { kind: 'cancel-requested', at: now(), attempt: run.attempt, by: { id: person.id, name: person.name }, mode },
        ])
      })
    },
    async answerTask({ project, run: id, stage, task, decision, comment, person }) {
      const record = await recordOf(project, id)
      if (!record.ok) return record
      let asked: TaskRunStatus | undefined
      const told = await orchestrator.tell(record.value, async (run) => {
        const state = run.stages[stage]
        asked =
          state === undefined
            ? undefined
            : waitingApprovals(state).find(({ taskRun }) => isCalled(taskRun, task))?.taskRun
        if (asked === undefined)
          return err(problem('not-possible-now', say`The task ${task} does not wait for approval now`))
        const at = now()
        const voter = { id: person.id, name: person.name }
        const answer = { person: voter, decision, comment, evidence: state?.digest ?? '', at }
        const { pipelineTask, name: taskRun } = asked
        return ok([
          { kind: 'task-answered', at, attempt: run.attempt, stage, task: pipelineTask, taskRun, decision: answer },
        ])
      })
      if (!told.ok) return told
      const name = told.value.stages[stage]?.pipelineRun?.metadata.name
      // Stored first; after a crash between the two, the engine hears of it when the stage is submitted again.
      if (name !== undefined && asked !== undefined)
        await engine.answer({ namespace: project, name }, asked.name, {
          approved: decision === 'approve',
          message: saidBy({ person, comment }),
          results: [],
        })
      return told
    },
    async retry({ project, run: id, from, anyway, person }) {
      const record = await recordOf(project, id)
      if (!record.ok) return record
      return orchestrator.tell(record.value, async (run, snapshot) => {
        const attempt = await provenAttempt(ports, run, snapshot, from, anyway)
        return attempt.ok ? ok([attemptAfter(run, attempt.value.plan, person, now())]) : attempt
      })
    },
  }
}

/** A task is called by its own name, that of a Pipeline within the stage by its path, and each by its TaskRun. */
function isCalled({ name, pipelineTask }: TaskRunStatus, called: string): boolean {
  return name === called || pipelineTask === called
}

function attemptAfter(
  run: Run,
  { carried, carriedGates, restarted }: FurtherAttempt['plan'],
  person: Person,
  at: string,
): RunEvent {
  return {
    kind: 'attempt-started',
    at,
    attempt: run.attempt + 1,
    by: { id: person.id, name: person.name },
    carried: [...carried],
    carriedGates: [...carriedGates],
    ...(restarted === undefined ? {} : { restarted: [...restarted] }),
  }
}
