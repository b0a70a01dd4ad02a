import { expect, it } from 'vitest'
import { readMe } from '#contract/session.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { CommandFailure } from '../report.ts'
import type { Server } from './open-server.ts'
import { patiently } from './patient-server.ts'

function serverThat(fails: readonly Problem[]): Server {
  const left = [...fails]
  const call = async () => {
    const next = left.shift()
    if (next !== undefined) throw new CommandFailure(next)
    return { memberships: [] }
  }
  return { origin: 'http://x', call, bytes: call, project: async () => 'p' } as unknown as Server
}

const told: string[] = []
const terminal = { err: (text: string) => void told.push(text), signal: new AbortController().signal }

it('asks a server that is being started anew until it answers, and says so once', async () => {
  const away = problem('unreachable', 'http://x does not answer')
  expect(await patiently(serverThat([away, away]), terminal, 0).call(readMe)).toEqual({ memberships: [] })
  expect(told).toEqual(['http://x does not answer; trying again\n'])
})

it('asks nobody twice who has refused', async () => {
  const refused = serverThat([problem('not-allowed', 'no')])
  await expect(patiently(refused, terminal, 0).call(readMe)).rejects.toMatchObject({ problem: { code: 'not-allowed' } })
})
