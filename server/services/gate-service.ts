import type { Evidence, GateView } from '#contract/gates.ts'
import { closesAt } from '#domain/gates/closing.ts'
import { approvalsOf, standingOf, type Ballot } from '#domain/gates/voting.ts'
import type { Gate } from '#domain/line/line.ts'
import { problem, type Problem } from '#domain/problem.ts'
import type { Member, Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../ports.ts'
import { evidenceOf } from './gate-evidence.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { RunReader } from './run-reader.ts'

export type GateSummary = Omit<GateView, 'evidence'>

export interface GateService {
  /** Waiting gates, oldest first; with a person only those where they may vote. */
  waiting(project: string, forPerson?: string): Promise<readonly GateSummary[]>
  read(
    project: string,
    run: string,
    gate: string,
  ): Promise<Result<GateSummary & { readonly evidence: Evidence }, Problem>>
  decide(request: {
    readonly project: string
    readonly run: string
    readonly gate: string
    readonly person: Person
    readonly decision: 'approve' | 'reject'
    readonly comment: string
    readonly evidence: string
  }): Promise<Result<Run, Problem>>
}

export function createGateService(ports: Ports, reader: RunReader, orchestrator: Orchestrator): GateService {
  async function waiting(project: string, forPerson?: string): Promise<readonly GateSummary[]> {
    const members = await ports.projects.members(project)
    const found: GateSummary[] = []
    for (const run of orchestrator.liveRuns(project)) {
      if (!Object.values(run.gates).some(({ state }) => state === 'waiting')) continue
      const snapshot = await reader.snapshot(run.snapshot)
      for (const definition of snapshot.line.spec.gates ?? []) {
        const gate = run.gates[definition.name]
        if (gate?.state !== 'waiting') continue
        const view = viewOf(run, snapshot, definition, gate, members)
        const mine = view.people.some(({ person, standing }) => person.id === forPerson && standing === 'may-vote')
        if (forPerson === undefined || mine) found.push(view)
      }
    }
    return found.sort((a, b) => ((a.gate.openedAt ?? '') < (b.gate.openedAt ?? '') ? -1 : 1))
  }

  return {
    waiting,
    async read(project, id, name) {
      const run = await reader.read(project, id)
      const snapshot = run === undefined ? undefined : await reader.snapshot(run.snapshot)
      const definition = snapshot?.line.spec.gates?.find((gate) => gate.name === name)
      if (run === undefined || snapshot === undefined || definition === undefined)
        return err(problem('not-found', `The run has no gate ${name}`))
      const gate = run.gates[name] ?? { gate: name, state: 'pending', decisions: [], voided: [] }
      const view = viewOf(run, snapshot, definition, gate, await ports.projects.members(project))
      return ok({ ...view, evidence: await evidenceOf(ports, reader, run, snapshot, view.holds, gate.evidence ?? '') })
    },
    async decide({ project, run: id, gate, person, decision, comment, evidence }) {
      const record = await ports.runs.record(id)
      if (record?.project !== project) return err(problem('not-found', `There is no run ${id}`))
      const members = await ports.projects.members(project)
      const member = members.find((one) => one.person.id === person.id)
      return orchestrator.tell(record, async (run, snapshot) => {
        const definition = snapshot.line.spec.gates?.find(({ name }) => name === gate)
        const state = run.gates[gate]
        if (definition === undefined) return err(problem('not-found', `The run has no gate ${gate}`))
        if (state?.state !== 'waiting')
          return err(problem('not-possible-now', `The gate ${gate} does not wait for a decision now`))
        if (member === undefined) return err(problem('not-allowed', 'Only members of the project decide'))
        const refusal = refusalOf({ gate: definition, requester: run.by.id, decisions: state.decisions }, member)
        if (refusal !== undefined) return err(refusal)
        if (state.evidence !== evidence) {
          return err(
            problem('evidence-changed', 'What you saw is not what would be approved now', {
              fix: 'Look at the gate again, then decide',
            }),
          )
        }
        const at = new Date(ports.clock.now()).toISOString()
        const voter = { id: person.id, name: person.name }
        return ok([
          {
            kind: 'gate-decided',
            at,
            attempt: run.attempt,
            gate,
            decision: { person: voter, decision, comment, evidence, at },
          },
        ])
      })
    },
  }
}

function refusalOf(ballot: Ballot, member: Member): Problem | undefined {
  switch (standingOf(ballot, member)) {
    case 'may-vote':
      return undefined
    case 'approved':
    case 'rejected':
      return problem('not-possible-now', 'You have decided at this gate already', {
        fix: 'Somebody else has to decide',
      })
    case 'requester':
      return problem('not-allowed', 'Whoever asked for the run may not approve it', { fix: 'Ask another approver' })
    case 'not-an-approver':
      return problem('not-allowed', 'You are not among the approvers of this gate', { fix: 'Ask one of the approvers' })
  }
}

function viewOf(
  run: Run,
  snapshot: Snapshot,
  definition: Gate,
  gate: GateRun,
  members: readonly Member[],
): GateSummary {
  const holds = snapshot.line.spec.stages
    .filter(({ gates }) => gates?.includes(definition.name) === true)
    .map(({ name }) => name)
  const behind = snapshot.line.spec.stages.filter(
    ({ runAfter, name }) => !holds.includes(name) && runAfter?.some((parent) => holds.includes(parent)) === true,
  )
  const closing = gate.state === 'waiting' ? closesAt(definition, gate) : undefined
  const ballot = { gate: definition, requester: run.by.id, decisions: gate.decisions }
  return {
    run: run.id,
    number: run.number,
    line: run.line,
    note: run.note,
    requestedBy: run.by,
    environment: snapshot.stages.find(({ stage }) => holds.includes(stage))?.deployment.environment ?? '',
    definition,
    gate,
    holds,
    waitsBehind: behind.map(({ name }) => name),
    people: members.map((member) => {
      const vote = gate.decisions.find(({ person }) => person.id === member.person.id)
      return {
        person: member.person,
        role: member.role,
        standing: standingOf(ballot, member),
        ...(vote === undefined ? {} : { at: vote.at, comment: vote.comment }),
      }
    }),
    approvals: approvalsOf(gate.decisions),
    ...(closing === undefined ? {} : { closesAt: new Date(closing).toISOString() }),
  }
}
