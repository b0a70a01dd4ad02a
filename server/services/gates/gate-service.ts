import type { GateView } from '#contract/gate-evidence.ts'
import { environmentOfGate, type DemandedGate } from '#domain/gates/demanded.ts'
import { gatesOfRun } from '#domain/gates/task-gates.ts'
import type { Committer } from '#domain/gates/voting.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Member } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import { readRules } from './environment-rules.ts'
import type { Deployed } from '../deliveries/deployed.ts'
import type { DeployedVersion } from '../deliveries/deployed-version.ts'
import { commitsBetween, type ComparedCommits } from './gate-commits.ts'
import { commentEvents, commentRemovedEvents, type CommentRequest } from './gate-comments.ts'
import { evidenceOf } from './gate-evidence.ts'
import { earlierGates, otherRuns } from './gate-history.ts'
import { gateRunOf, viewOf, type GateSummary } from './gate-views.ts'
import {
  bypassEvents,
  type BypassRequest,
  voteEvents,
  withdrawEvents,
  type Click,
  type VoteRequest,
} from './gate-votes.ts'
import type { Orchestrator } from '../runs/orchestrator.ts'
import type { RunReader } from '../runs/run-reader.ts'

/** A gate of a run, and the member who acts at it. */
export interface GateAddress {
  readonly project: string
  readonly run: string
  readonly gate: string
}

export interface GateService {
  /** Waiting gates, oldest first; with a person, only those where they may vote. */
  waiting(project: string, forPerson?: string): Promise<readonly GateSummary[]>
  read(address: GateAddress): Promise<Result<GateView, Problem>>
  decide(address: GateAddress, member: Member, vote: VoteRequest): Promise<Result<Run, Problem>>
  withdraw(address: GateAddress, member: Member): Promise<Result<Run, Problem>>
  comment(address: GateAddress, member: Member, request: CommentRequest): Promise<Result<Run, Problem>>
  removeComment(address: GateAddress, member: Member, comment: string): Promise<Result<Run, Problem>>
  bypass(address: GateAddress, member: Member, request: BypassRequest): Promise<Result<Run, Problem>>
}

export function createGateService(
  ports: Ports,
  reader: RunReader,
  deployed: Pick<Deployed, 'at'>,
  orchestrator: Orchestrator,
): GateService {
  async function commitsAt(
    run: Run,
    snapshot: Snapshot,
    { key, holds }: DemandedGate,
    compared?: readonly DeployedVersion[],
  ): Promise<ComparedCommits> {
    const held = snapshot.stages.filter(({ stage }) => holds.includes(stage))
    const running = compared ?? (await deployed.at(run, gateRunOf(run, key)))
    return commitsBetween(ports, reader, run.project, snapshot, held, running)
  }

  async function committersOf(run: Run, snapshot: Snapshot, demanded: DemandedGate): Promise<readonly Committer[]> {
    return demanded.gate.committersMayApprove ? [] : committersIn(await commitsAt(run, snapshot, demanded))
  }

  async function waiting(project: string, forPerson?: string): Promise<readonly GateSummary[]> {
    const [members, rules] = [await ports.projects.members(project), await readRules(ports.documents, project)]
    const liveRuns = await orchestrator.liveRuns(project)
    const found: GateSummary[] = []
    for (const run of liveRuns) {
      if (!Object.values(run.gates).some(({ state }) => state === 'waiting')) continue
      const snapshot = await reader.snapshot(run.snapshot)
      const all = gatesOfRun(run, snapshot, rules)
      for (const demanded of all) {
        if (run.gates[demanded.key]?.state !== 'waiting') continue
        const committers = await committersOf(run, snapshot, demanded)
        const now = ports.clock.now()
        const view = viewOf({ run, snapshot, demanded, all, members, committers, rules, now, liveRuns })
        const mine = view.people.some(({ person, standing }) => person.id === forPerson && standing === 'may-vote')
        if (forPerson === undefined || mine) found.push(view)
      }
    }
    return found.sort((a, b) => ((a.gate.openedAt ?? '') < (b.gate.openedAt ?? '') ? -1 : 1))
  }

  /** Decides on the newest state of the run, with the current rules. */
  async function act(
    { project, run: id, gate }: GateAddress,
    member: Member,
    decideOn: (click: Click, snapshot: Snapshot) => Promise<Result<readonly RunEvent[], Problem>>,
  ): Promise<Result<Run, Problem>> {
    const record = await ports.runs.record(id)
    if (record?.project !== project) return err(problem('not-found', say`There is no run ${id}`))
    return orchestrator.tell(record, async (run, snapshot) => {
      const rules = await readRules(ports.documents, project)
      const all = gatesOfRun(run, snapshot, rules)
      const demanded = findGate(run, snapshot, all, gate)
      if (demanded === undefined) return err(noSuchGate(gate, all))
      const at = new Date(ports.clock.now()).toISOString()
      return decideOn({ run, demanded, all, member, at }, snapshot)
    })
  }

  async function read({ project, run: id, gate: key }: GateAddress): Promise<Result<GateView, Problem>> {
    const run = await reader.read(project, id)
    const snapshot = run === undefined ? undefined : await reader.snapshot(run.snapshot)
    const rules = await readRules(ports.documents, project)
    const all = run === undefined || snapshot === undefined ? [] : gatesOfRun(run, snapshot, rules)
    const demanded = run === undefined || snapshot === undefined ? undefined : findGate(run, snapshot, all, key)
    if (run === undefined || snapshot === undefined || demanded === undefined) return err(noSuchGate(key, all))
    const members = await ports.projects.members(project)
    // Evidence of an old closed gate is expensive (reading runs and logs), so people and evidence share it.
    const running = await deployed.at(run, gateRunOf(run, key))
    const commits = await commitsAt(run, snapshot, demanded, running)
    const committers = demanded.gate.committersMayApprove ? [] : committersIn(commits)
    const others = await otherRuns(ports, reader, run, gateRunOf(run, key).closedAt)
    const liveRuns = await orchestrator.liveRuns(project)
    const now = ports.clock.now()
    const view = viewOf({ run, snapshot, demanded, all, members, committers, rules, now, liveRuns })
    const evidence = await evidenceOf(reader, run, snapshot, demanded.holds, view.gate, { running, commits, others })
    return ok({ ...view, evidence, earlier: earlierGates(others, key) })
  }

  return {
    waiting,
    read,
    decide: (address, member, vote) =>
      act(address, member, async (click, snapshot) =>
        voteEvents(click, await committersOf(click.run, snapshot, click.demanded), vote),
      ),
    withdraw: (address, member) => act(address, member, async (click) => withdrawEvents(click)),
    async comment(address, member, request) {
      const view = await read(address)
      return view.ok ? act(address, member, async (click) => commentEvents(click, view.value.evidence, request)) : view
    },
    removeComment: (address, member, comment) =>
      act(address, member, async (click) => commentRemovedEvents(click, comment)),
    bypass: (address, member, request) => act(address, member, async (click) => bypassEvents(click, request)),
  }
}

/** A gate that is demanded now, or that an environment demanded when the run passed. */
function findGate(
  run: Run,
  snapshot: Snapshot,
  demanded: readonly DemandedGate[],
  key: string,
): DemandedGate | undefined {
  const now = demanded.find((one) => one.key === key)
  const { rule: gate, state, task } = gateRunOf(run, key)
  const isOver = state !== 'pending' && state !== 'waiting'
  if (gate === undefined || task !== undefined || (now !== undefined && !isOver)) return now
  const environment = environmentOfGate(key)
  const holds = snapshot.stages.filter(({ deployment }) => deployment.environment === environment)
  return { key, gate, holds: holds.map(({ stage }) => stage), environments: [environment], live: true }
}

function committersIn({ brought }: ComparedCommits): readonly Committer[] {
  return brought.map(({ author, authorEmail }) => ({ name: author, email: authorEmail }))
}

function noSuchGate(key: string, all: readonly DemandedGate[]): Problem {
  const fix = all.length === 0 ? {} : { fix: say`Its gates are: ${all.map((gate) => gate.key).join(', ')}` }
  return problem('not-found', say`The run has no gate ${key}`, fix)
}
