import { expect, it } from 'vitest'
import { err, ok } from '#domain/result.ts'
import { problem } from '#domain/problem.ts'
import type { GitRepositories, HostedRepository, RemoteRepository } from '../../ports/repositories.ts'
import { createMemoryPlatform } from '../../testing/memory-platform.ts'
import { startRelease } from '../../testing/shop.ts'
import { createRunReader } from '../runs/run-reader.ts'
import { commitsBetween } from './gate-commits.ts'

const url = 'https://git.example/team/api.git'
const newest = { commit: 'b'.repeat(40), message: 'Faster', author: 'Dan', at: '2026-01-02T00:00:00Z' }
const before = { commit: 'a'.repeat(40), message: 'Begin', author: 'Ann', at: '2026-01-01T00:00:00Z' }

/** The evidence of a first release whose application is in a repository elsewhere. */
async function releasedFromElsewhere(listCommits: GitRepositories['listCommits']) {
  const { ports, open } = await createMemoryPlatform()
  const api = open()
  const run = await startRelease(api)
  await api.close()
  const reader = createRunReader(ports)
  const snapshot = await reader.snapshot(run.snapshot)
  const stages = snapshot.stages.map((stage) => ({
    ...stage,
    commits: stage.commits.map((one) => ({ ...one, url, commit: newest.commit })),
  }))
  const asked = { ...ports, repositories: { ...ports.repositories, listCommits } }
  const held = stages.filter(({ stage }) => stage === 'production')
  return commitsBetween(asked, reader, 'shop', { ...snapshot, stages }, held, [])
}

it('asks a repository elsewhere what a release brings', async () => {
  const asked: (HostedRepository | RemoteRepository)[] = []
  const { brought, unread } = await releasedFromElsewhere(async (repository) => {
    asked.push(repository)
    return ok([newest, before])
  })
  expect(asked).toEqual([{ url }])
  expect(brought).toMatchObject([{ application: 'api', author: 'Dan' }, { author: 'Ann' }])
  expect(unread).toEqual([])
})

it('says which repository could not be read, rather than that nothing is new', async () => {
  const refusal = problem('unreachable', 'It does not answer', { fix: 'Look at the network', detail: 'git: fatal' })
  const found = await releasedFromElsewhere(async () => err(refusal))
  const { detail: _, ...told } = refusal
  expect(found).toEqual({ brought: [], takenBack: [], unread: [{ application: 'api', problem: told }] })
})
