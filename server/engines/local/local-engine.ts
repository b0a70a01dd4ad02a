import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { anySandbox, isolationAnnotation } from '#domain/tekton/launch/isolation.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { Isolation } from '#domain/tekton/launch/task-launch.ts'
import { validateRun } from '#domain/tekton/validate/validate-run.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { Engine, EngineCapabilities, ObjectReader } from '../engine.ts'
import { createPlannedEngine } from '../planned/planned-engine.ts'
import type { TaskSupervisor } from './supervisor.ts'

export interface LocalEngineOptions {
  readonly supervisor: TaskSupervisor
  readonly objects: ObjectReader
  readonly clock: Clock
  /** Ends the engine's watch and timers; running steps belong to the supervisor and continue. */
  readonly signal: AbortSignal
}

/**
 * Creates the engine of this machine: it follows Tekton's semantics in memory, and the supervisor runs the steps. After a restart, submit the same
 * runs again.
 */
export function createLocalEngine({ supervisor, objects, clock, signal }: LocalEngineOptions): Engine {
  let known: EngineCapabilities | undefined

  async function ask(): Promise<EngineCapabilities> {
    const found = await supervisor.isolations()
    const [strongest] = found
    known = {
      kind: 'local',
      isolations: found.map(({ isolation }) => isolation),
      isolation: strongest?.isolation ?? 'none',
      ...(strongest?.caution === undefined ? {} : { caution: strongest.caution }),
    }
    return known
  }

  return createPlannedEngine({
    supervisor,
    objects,
    clock,
    signal,
    validate: validateRun,
    isolate: (run) => chooseIsolation(run, supervisor),
    // Every page that opens asks. None waits for a supervisor that is busy starting hundreds of steps, or fails because it is away: its newest answer
    // counts for the next one.
    async capabilities() {
      const asked = ask()
      if (known === undefined) return asked
      asked.catch(() => undefined)
      return known
    },
  })
}

async function chooseIsolation(run: PipelineRun, supervisor: TaskSupervisor): Promise<Result<Isolation, Problem>> {
  const found = await supervisor.isolations()
  const demanded = run.metadata.annotations?.[isolationAnnotation]
  const fits = (isolation: Isolation): boolean =>
    demanded === undefined || isolation === demanded || (demanded === anySandbox && isolation !== 'process')
  const chosen = found.find(({ isolation }) => fits(isolation))
  if (chosen !== undefined) return ok(chosen.isolation)
  const available = found.map(({ isolation }) => isolation).join(', ')
  return err(
    problem(
      'unsupported',
      demanded === undefined
        ? say`This machine can run no steps`
        : say`The run demands the isolation "${demanded}", this machine has: ${available === '' ? '-' : available}`,
      {
        fix:
          demanded === 'podman' || demanded === 'docker'
            ? say`Install ${demanded} and see that "${demanded} info" answers, or let the run use another isolation`
            : say`Install bubblewrap and allow unprivileged user namespaces, or let the run use a weaker isolation`,
        place: { path: `metadata.annotations["${isolationAnnotation}"]` },
      },
    ),
  )
}
