import { expect, it } from 'vitest'
import type { Kernel } from '../kernel/kernel.ts'
import { problem } from '../../problem.ts'
import { err, ok } from '../../result.ts'
import { describeAdapters, isReadWhole } from './describe-adapters.ts'

const nothing = { parameters: [], options: [], stages: [], resources: [], composes: [], errors: [], ignored: [] }
const patterns = ['a', 'endless', 'b', 'c', 'd'].map((name) => `shop.example/${name}`)
const files = { 'cue.mod/module.cue': 'module: "shop.example"' }
const modules = [{ name: 'shop.example', revision: 'v1', sources: { digest: 'sha256:s', files } }]

it('keeps the neighbours of an adapter that the kernel had to be stopped at', async () => {
  const asked: (readonly string[])[] = []
  const describe: Kernel['describe'] = async ({ patterns: some = [] }) => {
    asked.push(some)
    if (some.includes('shop.example/endless')) return err(problem('timed-out', 'It took too long'))
    return ok({ adapters: some.map((id) => ({ ...nothing, id, name: id, module: 'shop.example', description: '' })) })
  }
  const described = await describeAdapters(kernelWith(describe), modules, patterns)
  if (!described.ok) throw new Error(described.error.message)
  expect(described.value.map(({ pattern }) => pattern)).toEqual(patterns)
  expect(described.value.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
    [],
    ['adapter-timed-out'],
    [],
    [],
    [],
  ])
  expect(asked.map(({ length }) => length)).toEqual([4, 1, 1, 1, 1, 1])
  expect(isReadWhole(described.value)).toBe(false)
})

it('gives up where the kernel fails for another reason', async () => {
  const failure = err(problem('internal', 'It fell over'))
  expect(
    await describeAdapters(
      kernelWith(async () => failure),
      modules,
      patterns,
    ),
  ).toEqual(failure)
})

function kernelWith(describe: Kernel['describe']): Kernel {
  const never = () => Promise.reject(new Error('Only descriptions are asked for'))
  return { describe, compilePipelines: never, compileInfrastructure: never, format: never, read: never }
}
