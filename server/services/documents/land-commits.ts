import type { ChangePart } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository } from '../../ports/repositories.ts'
import type { GitHome } from '../modules/qvs-configs.ts'
import { authorOf } from '../repositories/git-author.ts'

/** The parts to store, those in Git with their commits, and a way to take the commits back. */
export interface LandedParts {
  readonly parts: readonly (ChangePart & { readonly commit?: string })[]
  /** Takes all commits back, for a reason; answers it together with what could not be taken back. */
  withdraw(reason: Problem): Promise<Problem>
}

interface Landed {
  readonly hosted: HostedRepository
  readonly branch: string
  readonly before: string
  readonly commit: string
}

/**
 * Commits the parts that live in Git, as the person, one commit per repository: all of them, or none if one is refused.
 */
export async function landCommits(
  { repositories }: Pick<Ports, 'repositories'>,
  parts: readonly ChangePart[],
  homes: ReadonlyMap<string, GitHome>,
  by: { readonly message: string; readonly person: Person },
): Promise<Result<LandedParts, Problem>> {
  const landed: Landed[] = []

  /** Answers the commit that contains the files: the current one if they are in it already. */
  async function land(
    hosted: HostedRepository,
    files: ReadonlyMap<string, string | null>,
  ): Promise<Result<string, Problem>> {
    const refs = await repositories.listRefs(hosted)
    if (!refs.ok) return refs
    const branch = refs.value.defaultBranch
    const head = await repositories.resolveRevision(hosted, branch)
    if (!head.ok) return head
    const changed: Record<string, string | null> = {}
    for (const [path, text] of files) {
      const current = await repositories.readFile(hosted, head.value, path)
      if (!current.ok || current.value !== text) changed[path] = text
    }
    if (Object.keys(changed).length === 0) return head
    const made = await repositories.commitFiles(hosted, {
      branch,
      files: changed,
      author: authorOf(by.person),
      message: by.message,
      expectedHead: head.value,
    })
    if (!made.ok) return made
    landed.push({ hosted, branch, before: head.value, commit: made.value.commit })
    return ok(made.value.commit)
  }

  async function withdraw(reason: Problem): Promise<Problem> {
    const standing: string[] = []
    for (const { hosted, ...made } of landed.toReversed()) {
      const back = await repositories.withdrawCommit(hosted, made)
      if (!back.ok) standing.push(`${hosted.repository} ${made.commit.slice(0, 12)}`)
    }
    if (standing.length === 0) return reason
    const { fix, wordings } = problem(reason.code, reason.message, {
      fix: say`These commits stand, since others were pushed behind them: ${standing.join(', ')}. Look at them, then publish again`,
    })
    return { ...reason, ...(fix === undefined ? {} : { fix }), wordings: { ...reason.wordings, ...wordings } }
  }

  const inGit = parts.flatMap(({ id, text }) => {
    const home = homes.get(id)
    return home === undefined ? [] : [{ id, text, ...home }]
  })
  const commits = new Map<string, string>()
  for (const group of Map.groupBy(inGit, ({ hosted }) => hosted.repository).values()) {
    const [first] = group
    if (first === undefined) continue
    const commit = await land(first.hosted, new Map(group.map(({ path, text }) => [path, text ?? null])))
    if (!commit.ok) return err(await withdraw(commit.error))
    for (const { id } of group) commits.set(id, commit.value)
  }
  const kept = parts.map((part) => {
    const commit = commits.get(part.id)
    return commit === undefined ? part : { ...part, commit }
  })
  return ok({ parts: kept, withdraw })
}
