import { documentId } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import type { CancelMode } from '#domain/tekton/plan/facts.ts'
import type { Engine } from '../../engines/engine.ts'
import type { Ports } from '../../ports.ts'
import type { RunRecord } from '../../ports/runs.ts'
import { beginRun } from './begin-run.ts'
import { freezeRun } from './freeze-run.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import type { RunReader } from './run-reader.ts'
import { type FurtherAttempt, provenAttempt } from './retry-world.ts'
import type { Deployed } from '../deliveries/deployed.ts'
import type { WorldService } from '../documents/world.ts'
import { noSuchLine } from '../documents/no-such-line.ts'

/** Who asks for a run. */
export interface Requester {
  readonly person: Person
  /** Who created the machine token, if a machine asks. */
  readonly behind?: Run['behind'] | undefined
}

export interface StartRequest extends Requester {
  readonly project: string
  readonly line: string
  readonly inputs: Readonly<Record<string, string>>
  readonly note: string
  readonly version?: number | undefined
  readonly idempotencyKey: string
  /** The trigger that started it in place of a person. */
  readonly trigger?: Run['trigger'] | undefined
}

/** What people can do with runs. */
export interface RunService {
  start(request: StartRequest): Promise<Result<Run, Problem>>
  cancel(project: string, run: string, mode: CancelMode, person: Person): Promise<Result<Run, Problem>>
  /** Retries what failed. With `from`, runs that stage of an ended run and everything after it again, from their first tasks. */
  retry(request: {
    readonly project: string
    readonly run: string
    readonly from?: string
    /** Retry even if what it depends on has changed. */
    readonly anyway: boolean
    readonly person: Person
  }): Promise<Result<Run, Problem>>
}

export function createRunService(
  ports: Ports,
  services: {
    readonly worlds: WorldService
    readonly modules: Pick<ProjectModules, 'keepBuiltin'>
    readonly reader: RunReader
    readonly deployed: Deployed
    readonly orchestrator: Orchestrator
    readonly engine: Pick<Engine, 'validate'>
  },
): RunService {
  const { worlds, modules, reader, deployed, orchestrator, engine } = services
  const now = (): string => new Date(ports.clock.now()).toISOString()

  async function recordOf(project: string, run: string): Promise<Result<RunRecord, Problem>> {
    const record = await ports.runs.record(run)
    return record?.project === project ? ok(record) : err(problem('not-found', say`There is no run ${run}`))
  }

  return {
    async start({ project, line, inputs, note, version, idempotencyKey, person, behind, trigger }) {
      const document = await ports.documents.read(project, documentId('line', line), version)
      if (document === undefined) return err(await noSuchLine(ports, project, line))
      const snapshot = await freezeRun(ports, { worlds, engine }, project, document, inputs)
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
    async retry({ project, run: id, from, anyway, person }) {
      const record = await recordOf(project, id)
      if (!record.ok) return record
      return orchestrator.tell(record.value, async (run, snapshot) => {
        const attempt = await provenAttempt(ports, deployed, run, snapshot, from, anyway)
        return attempt.ok ? ok([attemptAfter(run, attempt.value.plan, person, now())]) : attempt
      })
    },
  }
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
