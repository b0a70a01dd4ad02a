import type { Problem } from '#domain/problem.ts'
import type { Proposal } from '#domain/proposal.ts'
import { readResources, textsOf } from '#domain/project-documents.ts'
import { ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import { gitHomeOf } from '../modules/qvs-configs.ts'
import { authorOf } from '../repositories/git-author.ts'

/** Branches with a proposal's commits, to fetch and try. Merging uses the proposal's own texts. */
export interface ProposalBranches {
  /** Creates missing branches, and notes their commits. */
  make(project: string, proposal: Proposal): Promise<Result<Proposal, Problem>>
  remove(project: string, proposal: Proposal): Promise<void>
}

export function createProposalBranches(
  ports: Pick<Ports, 'documents' | 'proposals' | 'repositories'>,
): ProposalBranches {
  const { documents, proposals, repositories } = ports

  async function filesOf(project: string, { parts }: Proposal, repository: string) {
    const kept = await Promise.all(
      (['application', 'repository'] as const).map((kind) => documents.list(project, kind)),
    )
    const changed = Object.fromEntries(parts.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])))
    const resources = readResources({ ...textsOf(kept.flat()), ...changed })
    return Object.fromEntries(
      resources.applications.flatMap((application) => {
        const part = parts.find(({ id }) => id === `qvs-config/${application.name}`)
        const home = gitHomeOf(project, application, resources.repositories)
        return part === undefined || home?.hosted.repository !== repository ? [] : [[home.path, part.text ?? null]]
      }),
    )
  }

  async function make(project: string, proposal: Proposal, { repository, branch }: Proposal['branches'][number]) {
    const hosted = { project, repository }
    const request = { branch, author: authorOf(proposal.author), message: proposal.message, at: proposal.at }
    const made = await repositories.commitFiles(hosted, {
      ...request,
      files: await filesOf(project, proposal, repository),
    })
    if (made.ok || made.error.code !== 'version-conflict') return made
    // Created before the server was killed.
    const there = await repositories.resolveRevision(hosted, `refs/heads/${branch}`)
    return there.ok ? ok({ commit: there.value }) : there
  }

  return {
    async make(project, proposal) {
      if (proposal.branches.every(({ commit }) => commit !== undefined)) return ok(proposal)
      const branches: Proposal['branches'] = []
      for (const one of proposal.branches) {
        const made = one.commit === undefined ? await make(project, proposal, one) : ok({ commit: one.commit })
        if (!made.ok) return made
        branches.push({ ...one, commit: made.value.commit })
      }
      await proposals.save(project, { ...proposal, branches })
      return ok({ ...proposal, branches })
    },
    async remove(project, { branches }) {
      for (const { repository, branch } of branches) {
        const hosted = { project, repository }
        const there = await repositories.resolveRevision(hosted, `refs/heads/${branch}`)
        if (there.ok) await repositories.deleteBranch(hosted, { branch, commit: there.value })
      }
    },
  }
}
