import type { ProposalView } from '#contract/proposals.ts'
import { can, type Role } from '#domain/access/roles.ts'
import type { ChangePart, ChangeSet } from '#domain/documents.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import type { Person } from '#domain/project.ts'
import { branchOf, type Proposal } from '#domain/proposal.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import { createInTurn } from '#domain/in-turn.ts'
import type { Ports } from '../../ports.ts'
import { createBackground } from '../background.ts'
import { beyondRole } from '../documents/beyond-role.ts'
import type { Published, PublishService, Refusal } from '../documents/publish.ts'
import { hasLanded } from './has-landed.ts'
import { createProposalBranches } from './proposal-branches.ts'

/** A person and their rights. */
export interface Merger {
  readonly person: Person
  readonly role: Role
}

/**
 * Change sets with a part behind a protected branch: nothing of them is published until they are merged, then
 * everything at once.
 */
export interface ProposalService {
  propose(
    project: string,
    change: ChangeSet,
    person: Person,
  ): Promise<Result<{ readonly proposal: Proposal; readonly findings: readonly Finding[] }, Refusal>>
  pending(project: string): Promise<readonly Proposal[]>
  /** Other people's proposals that somebody may merge, as stored. */
  waitingFor(project: string, merger: Merger): Promise<readonly Proposal[]>
  read(project: string, id: string): Promise<Result<{ proposal: Proposal; parts: ProposalView['parts'] }, Problem>>
  merge(
    project: string,
    id: string,
    merger: Merger,
  ): Promise<Result<Published & { readonly proposal: Proposal }, Refusal>>
  withdraw(project: string, id: string, person: Person): Promise<Result<void, Problem>>
  /** Continues interrupted work, and publishes proposals whose texts were pushed to the protected branch. A failure is reported, and made up for later. */
  look(project: string): Promise<void>
  /** Looks at all projects. */
  start(): void
  close(): Promise<void>
}

export function createProposalService(
  ports: Ports,
  publisher: PublishService,
  signal: AbortSignal,
  proposed: (project: string, proposal: Proposal) => Promise<void>,
): ProposalService {
  const { proposals, projects, documents, clock, ids, bus } = ports
  const background = createBackground('proposals', ports, signal)
  const branches = createProposalBranches(ports)
  const now = (): string => new Date(clock.now()).toISOString()
  // In turn: a proposal that is being merged cannot be withdrawn at the same time.
  const inTurn = createInTurn()

  async function find(project: string, id: string): Promise<Result<Proposal, Problem>> {
    const found = await proposals.find(project, id)
    return found === undefined ? err(problem('not-found', say`There is no such proposal`)) : ok(found)
  }

  async function findPending(project: string, id: string): Promise<Result<Proposal, Problem>> {
    const found = await find(project, id)
    if (!found.ok || found.value.state === 'pending') return found
    return err(
      problem(
        'not-possible-now',
        found.value.state === 'published' ? say`The proposal is published already` : say`The proposal was withdrawn`,
      ),
    )
  }

  function tell(project: string, { parts }: Proposal): void {
    for (const { id } of parts) bus.publish({ project, kind: 'document', id, at: now() })
  }

  /**
   * The decision is stored first, then the branches go: an interruption leaves a branch too many, never a proposal too
   * few.
   */
  async function close(
    project: string,
    proposal: Proposal,
    state: 'published' | 'withdrawn',
    by?: Person,
  ): Promise<void> {
    const closed = { at: now(), ...(by === undefined ? {} : { by: { id: by.id, name: by.name } }) }
    await proposals.save(project, { ...proposal, state, closed })
    await branches.remove(project, proposal)
    tell(project, proposal)
  }

  async function look(project: string): Promise<void> {
    for (const proposal of await proposals.pending(project)) {
      await branches.make(project, proposal)
      const landed = await publisher.land(project, proposal, true)
      // A conflict stays open until somebody decides.
      if (landed.ok && landed.value !== undefined) await close(project, proposal, 'published')
    }
  }

  /** A proposal that cannot be looked at must keep neither other projects from it, nor a push from its triggers. */
  async function lookSafely(project: string): Promise<void> {
    const looked = inTurn(() => look(project))
    background.later(looked, () => void lookSafely(project))
    await looked.catch(() => undefined)
  }

  function lookAtAll(): void {
    const looked = projects.list().then(async (all) => {
      for (const { name } of all) if (!signal.aborted) await lookSafely(name)
    })
    background.later(looked, lookAtAll)
  }

  async function viewOf(project: string, state: Proposal['state'], part: ChangePart) {
    const versions = await documents.versions(project, part.id)
    const before = versions.find(({ digest }) => digest === part.base)
    const current = await documents.read(project, part.id)
    const isOvertaken = state === 'pending' && current?.digest !== part.base && !(await hasLanded(ports, project, part))
    return {
      id: part.id,
      ...(before === undefined ? {} : { before }),
      ...(part.text === undefined ? {} : { after: part.text }),
      ...(isOvertaken ? { meanwhile: current ?? null } : {}),
    }
  }

  return {
    propose: (project, change, person) =>
      inTurn(async () => {
        const checked = await publisher.check(project, change)
        if (!checked.ok) return checked
        const { homes, guardOf, findings } = checked.value
        const guarded = change.parts.filter((part) => guardOf(part) !== undefined)
        const repositories = new Set(guarded.flatMap(({ id }) => homes.get(id)?.hosted.repository ?? []))
        if (guarded.length === 0)
          return refuse(
            problem('not-possible-now', say`No part of the change is behind a protected branch`, {
              fix: say`Publish it`,
            }),
          )
        const id = ids.next()
        const proposal: Proposal = {
          ...{ id, message: change.message, parts: change.parts, author: person, at: now(), state: 'pending' },
          branches: [...repositories].map((repository) => ({ repository, branch: branchOf(id) })),
        }
        await proposals.save(project, proposal)
        const made = await branches.make(project, proposal)
        if (!made.ok) {
          await close(project, proposal, 'withdrawn', person)
          return refuse(made.error)
        }
        tell(project, proposal)
        await proposed(project, made.value)
        return ok({ proposal: made.value, findings })
      }),
    async pending(project) {
      await inTurn(() => look(project))
      return proposals.pending(project)
    },
    async waitingFor(project, { person, role }) {
      if (!can(role, 'line.edit')) return []
      const waiting = (await proposals.pending(project)).filter(({ author }) => author.id !== person.id)
      const beyond = await Promise.all(waiting.map(({ parts }) => beyondRole(documents, project, role, parts)))
      return waiting.filter((_, index) => beyond[index] === undefined)
    },
    async read(project, id) {
      await inTurn(() => look(project))
      const found = await find(project, id)
      if (!found.ok) return found
      const { state, parts } = found.value
      return ok({ proposal: found.value, parts: await Promise.all(parts.map((part) => viewOf(project, state, part))) })
    },
    merge: (project, id, { person, role }) =>
      inTurn(async () => {
        const found = await findPending(project, id)
        if (!found.ok) return refuse(found.error)
        const proposal = found.value
        const refusal =
          ownProposal(proposal, { person, role }) ?? (await beyondRole(documents, project, role, proposal.parts))
        if (refusal !== undefined) return refuse(refusal)
        const landed = await publisher.land(project, proposal, false)
        if (!landed.ok) return landed
        await close(project, proposal, 'published', person)
        return ok({ proposal, versions: [], findings: [], ...landed.value })
      }),
    withdraw: (project, id, person) =>
      inTurn(async () => {
        const found = await findPending(project, id)
        if (!found.ok) return found
        await close(project, found.value, 'withdrawn', person)
        return ok(undefined)
      }),
    look: lookSafely,
    start: lookAtAll,
    close: () => background.idle(),
  }
}

/** Why somebody may not merge their own proposal. */
function ownProposal({ author }: Proposal, { person, role }: Merger): Problem | undefined {
  if (author.id !== person.id || can(role, 'project.admin')) return undefined
  return problem('not-allowed', say`Somebody else has to merge what you have proposed`, {
    fix: say`Ask a developer or an admin of the project`,
  })
}

function refuse(reason: Problem): Result<never, Refusal> {
  return err({ problem: reason, conflicts: [] })
}
