import { expect, it } from 'vitest'
import type { Finding } from '#domain/problem.ts'
import { conflictGroups } from './conflict-groups.ts'

function conflict(path: string, ...adapters: readonly string[]): Finding {
  const sides = adapters.map((adapter) => ({ adapter, via: [], value: '1', place: {} }))
  return { severity: 'error', code: 'adapter-conflict', message: path, args: { path }, place: {}, sides }
}

it('groups conflicts of two adapters about one task, and nothing else', () => {
  const groups = conflictGroups([
    conflict('build.tasks.checkout.params.url.desc', 'a', 'b'),
    conflict('store.size', 'a', 'b'),
    conflict('build.tasks.checkout.steps.0.name', 'b', 'a'),
    conflict('build.tasks.checkout.steps.0.image', 'a', 'c'),
    conflict('store.name', 'a', 'b'),
  ])
  expect(groups.map(({ task, findings }) => [task?.name, findings.map(({ args }) => args['path'])])).toEqual([
    ['checkout', ['build.tasks.checkout.params.url.desc', 'build.tasks.checkout.steps.0.name']],
    [undefined, ['store.size']],
    [undefined, ['build.tasks.checkout.steps.0.image']],
    [undefined, ['store.name']],
  ])
})
