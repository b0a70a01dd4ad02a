import {
  parseDocumentId,
  type ChangePart,
  type ChangeSet,
  type Conflict,
  type DocumentVersion,
} from '#domain/documents.ts'
import { readResources } from '#domain/project-documents.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person } from '#domain/project.ts'
import type { Proposal } from '#domain/proposal.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { createInTurn } from '#domain/in-turn.ts'
import type { Ports } from '../../ports.ts'
import { changeFindings } from './change-findings.ts'
import { publishedResources } from './published-resources.ts'
import type { DocumentChange } from '../../ports/documents.ts'
import { saidBy } from '#domain/said-by.ts'
import { authorOf } from '../repositories/git-author.ts'
import { landCommits } from './land-commits.ts'
import { hasLanded } from '../proposals/has-landed.ts'
import { gitHomeOf, readQvsConfig, type GitHome } from '../modules/qvs-configs.ts'
import { stillNeeded, stopDeleted, type LiveRuns } from './deleted-deployments.ts'
import type { WorldService } from './world.ts'

export interface Published {
  readonly versions: readonly DocumentVersion[]
  readonly findings: readonly Finding[]
}

/** Why nothing was published; for a conflict, with both sides. */
export interface Refusal {
  readonly problem: Problem
  readonly conflicts: readonly Conflict[]
}

/** What a change set would publish. */
export interface Checked {
  readonly findings: readonly Finding[]
  /** Where its parts live in Git, by document. */
  readonly homes: ReadonlyMap<string, GitHome>
  /** The repository whose protected branch a part must wait for. */
  readonly guardOf: (part: ChangePart) => string | undefined
}

export interface PublishService {
  /** Publishes, but refuses a change set with a part behind a protected branch. */
  publish(project: string, change: ChangeSet, person: Person): Promise<Result<Published, Refusal>>
  /** Whether a change set could be published if no branch were protected. */
  check(project: string, change: ChangeSet): Promise<Result<Checked, Refusal>>
  /**
   * Publishes the rest of a proposal in its author's name. With `onlyMerged`, only once the protected branches contain
   * its texts.
   */
  land(project: string, proposal: Proposal, onlyMerged: boolean): Promise<Result<Published | undefined, Refusal>>
}

/**
 * Publishes change sets one after another, each completely or not at all: parts in Git as the person's commits, the
 * rest in one transaction.
 */
export function createPublishService(ports: Ports, worlds: WorldService, live: LiveRuns): PublishService {
  const inTurn = createInTurn()

  async function check(project: string, change: ChangeSet): Promise<Result<Checked, Refusal>> {
    const unknown = change.parts.find(({ id }) => parseDocumentId(id) === undefined)
    if (unknown !== undefined) return refuse(problem('invalid-request', say`${unknown.id} is no document`))
    const homes = await gitHomes(project, change.parts)
    const conflicts = await conflictsOf(project, change.parts)
    if (conflicts.length > 0) return refuse(conflictProblem(conflicts), conflicts)
    const needed = await stillNeeded(live, project, change.parts)
    if (needed !== undefined) return refuse(needed)
    const findings = await changeFindings(ports, worlds, project, change.parts)
    const wrong = findings.filter(({ severity }) => severity === 'error')
    const [first] = wrong
    if (first !== undefined)
      return refuse(problem('invalid-document', first.message, { findings: wrong, place: first.place }))
    return ok({ findings, homes, guardOf: await guards(project, homes) })
  }

  /** Protection covers the text in Git, and also where the platform looks for that text. */
  async function guards(project: string, homes: ReadonlyMap<string, GitHome>): Promise<Checked['guardOf']> {
    const closed = (await ports.projects.read(project))?.protectedRepositories ?? []
    const { applications } = await publishedResources(ports, project, ['application'])
    const named = new Map(applications.map(({ name, qvsConfigRepository }) => [name, qvsConfigRepository]))
    return ({ id }) => {
      const { kind, names } = parseDocumentId(id) ?? { names: [] }
      const [name = ''] = names
      const repository =
        kind === 'repository' ? name : kind === 'application' ? named.get(name) : homes.get(id)?.hosted.repository
      return closed.find((one) => one === repository)
    }
  }

  async function publish(project: string, change: ChangeSet, person: Person): Promise<Result<Published, Refusal>> {
    const there = await publishedAlready(project, change.parts)
    const rest = change.parts.filter(({ id }) => there.every((version) => version.id !== id))
    if (rest.length === 0) return ok({ versions: there, findings: [] })
    const published = await publishNew(project, { ...change, parts: rest }, person)
    return published.ok ? ok({ ...published.value, versions: [...published.value.versions, ...there] }) : published
  }

  async function publishNew(project: string, change: ChangeSet, person: Person): Promise<Result<Published, Refusal>> {
    const checked = await check(project, change)
    if (!checked.ok) return checked
    const guard = change.parts.map(checked.value.guardOf).find((name) => name !== undefined)
    return guard === undefined ? write(project, change, person, checked.value) : refuse(protectedProblem(guard))
  }

  async function write(
    project: string,
    change: ChangeSet,
    person: Person,
    { findings, homes }: Checked,
  ): Promise<Result<Published, Refusal>> {
    const hosted = await host(project, change.parts, person)
    if (!hosted.ok) return refuse(hosted.error)
    const landed = await landCommits(ports, change.parts, homes, { message: change.message, person })
    if (!landed.ok) return refuse(landed.error)
    const at = new Date(ports.clock.now()).toISOString()
    const author = { id: person.id, name: person.name }
    const written = await keep(project, { parts: landed.value.parts, author, message: change.message, at })
    if (!written.ok) return refuse(await landed.value.withdraw(conflictProblem(written.error)), written.error)
    for (const { id } of change.parts) ports.bus.publish({ project, kind: 'document', id, at })
    // Not awaited, since programs may take their time to end.
    stopDeleted(ports, project, change.parts).catch((error: unknown) =>
      ports.report(`what ran in a deleted deployment goes on: ${saidBy(error)}`),
    )
    return ok({ versions: written.value, findings })
  }

  async function land(
    project: string,
    { message, parts, author }: Proposal,
    onlyMerged: boolean,
  ): Promise<Result<Published | undefined, Refusal>> {
    const homes = await gitHomes(project, parts)
    const landed = await Promise.all(parts.map((part) => hasLanded(ports, project, part)))
    const rest = parts.filter((_, index) => landed[index] !== true)
    if (rest.length === 0) return ok({ versions: [], findings: [] })
    const guardOf = await guards(project, homes)
    if (onlyMerged && (rest.some((part) => guardOf(part) !== undefined) || rest.length === parts.length))
      return ok(undefined)
    const change = { message, parts: rest }
    const checked = await check(project, change)
    return checked.ok ? write(project, change, author, checked.value) : checked
  }

  /**
   * Stores what was committed. A concurrent reader of a QVS Config may have stored the commit first, which is no
   * conflict.
   */
  async function keep(project: string, change: DocumentChange): ReturnType<typeof ports.documents.publish> {
    const written = await ports.documents.publish(project, change)
    if (written.ok) return written
    const seen = new Map(
      written.error.flatMap(({ current }) => (current?.commit === undefined ? [] : [[current.id, current]])),
    )
    const parts = change.parts.map((part) => {
      const current = seen.get(part.id)
      return current !== undefined && current.commit === part.commit ? { ...part, base: current.digest } : part
    })
    return ports.documents.publish(project, { ...change, parts })
  }

  async function gitHomes(project: string, parts: readonly ChangePart[]): Promise<ReadonlyMap<string, GitHome>> {
    const changed = Object.fromEntries(parts.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])))
    const { applications, repositories } = await publishedResources(
      ports,
      project,
      ['application', 'repository'],
      changed,
    )
    const homes = new Map<string, GitHome>()
    for (const application of applications) {
      const id = `qvs-config/${application.name}`
      const home = gitHomeOf(project, application, repositories)
      if (home === undefined || !parts.some((part) => part.id === id)) continue
      // Imports what was pushed meanwhile, so that the comparison below sees it.
      await readQvsConfig(ports, project, application, repositories)
      homes.set(id, home)
    }
    return homes
  }

  /** Identical to what is there, on another base: it was published before, and the answer got lost. */
  async function publishedAlready(project: string, parts: readonly ChangePart[]): Promise<DocumentVersion[]> {
    const found = await Promise.all(
      parts.map(async ({ id, base, text }) => {
        const current = await ports.documents.read(project, id)
        return current !== undefined && current.digest !== base && current.text === text ? [current] : []
      }),
    )
    return found.flat()
  }

  async function conflictsOf(project: string, parts: readonly ChangePart[]): Promise<Conflict[]> {
    const found = await Promise.all(
      parts.map(async ({ id, base, text }): Promise<Conflict[]> => {
        const current = await ports.documents.read(project, id)
        if (current?.digest === base) return []
        return [{ id, ...(current === undefined ? {} : { current }), ...(text === undefined ? {} : { mine: text }) }]
      }),
    )
    return found.flat()
  }

  /** A newly hosted repository starts with a file that says what it is. */
  async function host(project: string, parts: readonly ChangePart[], person: Person): Promise<Result<void, Problem>> {
    const texts = Object.fromEntries(parts.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])))
    for (const { name, kind, description } of readResources(texts).repositories) {
      if (kind !== 'hosted') continue
      const made = await ports.repositories.create(
        { project, repository: name },
        {
          branch: 'main',
          files: new Map([['README.md', new TextEncoder().encode(`# ${name}\n\n${description}\n`)]]),
          author: authorOf(person),
          message: 'Begin',
          at: new Date(ports.clock.now()).toISOString(),
        },
      )
      if (!made.ok && made.error.code !== 'already-exists') return made
    }
    return ok(undefined)
  }

  return {
    publish: (project, change, person) => inTurn(() => publish(project, change, person)),
    check: (project, change) => inTurn(() => check(project, change)),
    land: (project, proposal, onlyMerged) => inTurn(() => land(project, proposal, onlyMerged)),
  }
}

function protectedProblem(repository: string): Problem {
  return problem('not-possible-now', say`The branch of ${repository} is protected`, {
    fix: say`Propose the change: somebody else merges it`,
  })
}

function refuse(reason: Problem, conflicts: readonly Conflict[] = []): Result<never, Refusal> {
  return err({ problem: reason, conflicts })
}

function conflictProblem(conflicts: readonly Conflict[]): Problem {
  const ids = conflicts.map(({ id }) => id)
  const [first] = ids
  return problem('version-conflict', say`Somebody else has published ${ids.join(', ')} in the meantime`, {
    fix: say`Compare both sides, take over what you want, and publish again`,
    ...(first === undefined ? {} : { place: { document: first } }),
  })
}
