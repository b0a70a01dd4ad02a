import { expect, it } from 'vitest'
import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import { importedFiles } from './module-sources.ts'

function moduleOf(path: string, files: Readonly<Record<string, string>>): FoundModule {
  return { from: 'git', name: path, path, revision: 'v1', sources: { digest: path, files } }
}

it('includes imports of imported packages, also from other modules and in a circle', () => {
  const tasks = moduleOf('tasks.example/m', {
    'tasks/git.cue': 'package git\n\nimport "schema.example/m/task"\n\n#Builder: task.#Task\n',
    'other/o.cue': 'package other\n',
  })
  const schema = moduleOf('schema.example/m', {
    'task/t.cue': 'package task\n\nimport "tasks.example/m/tasks:git"\n\n#Task: {}\n',
    'task/README.md': 'no CUE',
  })
  expect(Object.keys(importedFiles([tasks, schema], ['tasks.example/m/tasks:git']))).toEqual([
    'tasks.example/m/tasks/git.cue',
    'schema.example/m/task/t.cue',
  ])
})

it('stops where the texts become too large to be sent', () => {
  const large = moduleOf('large.example/m', {
    'a/a.cue': 'package a\n\nimport "large.example/m/b"\n',
    'b/b.cue': `package b\n// ${'x'.repeat(700_000)}\n`,
  })
  expect(Object.keys(importedFiles([large], ['large.example/m/a']))).toEqual(['large.example/m/a/a.cue'])
})
