import { expect, it } from 'vitest'
import { cautionInJapanese } from '#domain/japanese/cautions.ts'
import { createBwrapExecutor } from './bwrap-executor.ts'
import { createContainerExecutor } from './container-executor.ts'
import { createProcessExecutor } from './process-executor.ts'

const executors = [
  createBwrapExecutor('bwrap', '/data'),
  createContainerExecutor('podman', 'podman'),
  createContainerExecutor('docker', 'docker'),
  createProcessExecutor(),
]

it.each(executors.map(({ isolation, caution }) => [isolation, caution] as const))(
  'the caution of %s is told in Japanese',
  (_, caution) => {
    expect(cautionInJapanese(caution)).not.toMatch(/[a-z]{3,} [a-z]{3,}/)
  },
)

it('the caution of the simulation is, too', () => {
  expect(cautionInJapanese('Nothing really runs: logs, times and results are made up.')).toMatch(/[ぁ-ん]/)
})

it('a caution that nobody knows stays as it is', () => {
  expect(cautionInJapanese('Mind the gap.')).toBe('Mind the gap.')
})
