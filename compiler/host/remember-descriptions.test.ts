import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { rememberDescriptions } from './remember-descriptions.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-descriptions-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const modules = [{ digest: 'sha256:1', files: {} }]

function counting(): { readonly kernel: Kernel; readonly asked: string[] } {
  const asked: string[] = []
  const none = async () => err(problem('unsupported', 'Not asked here'))
  const kernel: Kernel = {
    compilePipelines: none,
    compileInfrastructure: none,
    format: none,
    read: none,
    async describe({ patterns = [] }) {
      asked.push(patterns.join())
      return ok({ adapters: [] })
    },
  }
  return { kernel, asked }
}

describe('rememberDescriptions', () => {
  it('asks once for the same sources, patterns and kernel, over restarts', async () => {
    const { kernel, asked } = counting()
    for (const patterns of [['a'], ['b'], ['a']])
      await rememberDescriptions(kernel, folder, 'k1').describe({ modules, patterns })
    await rememberDescriptions(kernel, folder, 'k2').describe({ modules, patterns: ['a'] })
    await rememberDescriptions(kernel, folder, 'k1').describe({
      modules: [{ digest: 'sha256:2', files: {} }],
      patterns: ['a'],
    })
    expect(asked).toEqual(['a', 'b', 'a', 'a'])
  })

  it('asks again when a file was spoilt', async () => {
    const { kernel, asked } = counting()
    for (const name of await readdir(folder)) await writeFile(join(folder, name), '{')
    const answer = await rememberDescriptions(kernel, folder, 'k1').describe({ modules, patterns: ['a'] })
    expect(answer).toEqual(ok({ adapters: [] }))
    expect(asked).toEqual(['a'])
  })
})
