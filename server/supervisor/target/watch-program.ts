import { bytesQuantity } from '#domain/quantity.ts'
import type { ReplicaStatus } from '#domain/target/rollout.ts'
import type { ProbePlan, WorkloadPlan } from '#domain/target/target-plan.ts'
import { pause } from '../pause.ts'
import { askProbe } from './probe.ts'
import type { Program } from './sandbox.ts'

/** Observations about a running program, and what the watch needs for them. */
export interface ProgramWatch {
  /** Aborted when the program has ended. */
  readonly signal: AbortSignal
  state(): ReplicaStatus['state']
  starting(text: string): void
  ready(): void
  notReady(text: string): void
  /** Ends the program for the given reason. */
  end(why: string): void
}

const fastProbeMs = 200
const memoryCheckMs = 2000

// Without a readiness probe, Kubernetes sends requests at once; here they wait until the program listens.
const openPort: ProbePlan = {
  kind: 'tcp',
  path: '',
  headers: [],
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
}

/** Probes a program and measures its memory until it ends. `port` is the port that its manifest declares, if any. */
export async function watchProgram(
  workload: WorkloadPlan,
  program: Program,
  port: number | undefined,
  watch: ProgramWatch,
): Promise<void> {
  void watchMemory(workload, program, watch)
  if (port === undefined) return watch.ready()
  if (!(await untilStarted(workload.startup, port, watch))) return
  void watchReadiness(workload.readiness ?? openPort, port, watch)
  void watchLiveness(workload.liveness, port, watch)
}

/** Runs only the startup probe while a program starts; restarts one that never finishes. */
async function untilStarted(
  probe: ProbePlan | undefined,
  port: number,
  { signal, starting, end }: ProgramWatch,
): Promise<boolean> {
  if (probe === undefined) return true
  await pause(probe.initialDelaySeconds * 1000, signal)
  const until = Date.now() + probe.failureThreshold * probe.periodSeconds * 1000
  while (!signal.aborted) {
    const answer = await askProbe(probe, port)
    if (answer.ok || signal.aborted) return answer.ok
    starting(answer.text)
    if (Date.now() >= until) {
      end(`did not answer its startup probe: ${answer.text}`)
      return false
    }
    await pause(Math.min(fastProbeMs, probe.periodSeconds * 1000), signal)
  }
  return false
}

async function watchReadiness(
  probe: ProbePlan,
  port: number,
  { signal, state, ready, notReady }: ProgramWatch,
): Promise<void> {
  let good = 0
  let bad = 0
  if (!(await pause(probe.initialDelaySeconds * 1000, signal))) return
  while (!signal.aborted) {
    const answer = await askProbe(probe, port)
    if (signal.aborted) return
    good = answer.ok ? good + 1 : 0
    bad = answer.ok ? 0 : bad + 1
    if (good >= probe.successThreshold) ready()
    else if (state() === 'ready' ? bad >= probe.failureThreshold : !answer.ok) notReady(answer.text)
    // Probing often during the start makes rollouts quick; the thresholds count the same.
    const period = probe.periodSeconds * 1000
    await pause(state() === 'ready' ? period : Math.min(fastProbeMs, period), signal)
  }
}

async function watchLiveness(probe: ProbePlan | undefined, port: number, { signal, end }: ProgramWatch): Promise<void> {
  if (probe === undefined) return
  let bad = 0
  await pause(probe.initialDelaySeconds * 1000, signal)
  while (await pause(probe.periodSeconds * 1000, signal)) {
    const answer = await askProbe(probe, port)
    bad = answer.ok ? 0 : bad + 1
    if (bad >= probe.failureThreshold) return end(`did not answer its liveness probe: ${answer.text}`)
  }
}

async function watchMemory(
  { memoryLimitBytes: limit }: WorkloadPlan,
  program: Program,
  { signal, end }: ProgramWatch,
): Promise<void> {
  if (limit === undefined) return
  while (await pause(memoryCheckMs, signal)) {
    const used = program.memory()
    if (used === undefined) return
    if (used > limit) return end(`used more than its limit of ${bytesQuantity(limit)} of memory (OOMKilled)`)
  }
}
