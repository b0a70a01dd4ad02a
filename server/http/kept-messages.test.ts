import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { kept } from '#domain/japanese/kept.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('messages that a run keeps', () => {
  it('are worded by the sources as here', () => {
    const files = globSync(
      [
        ...['server/supervisor/{task-runs,executors}/*.ts', 'server/engines/**/*.ts', 'server/node/registries/*.ts'],
        ...['src/domain/{run,tekton}/**/*.ts', 'src/domain/adapters/compile/*.ts', 'server/services/runs/*.ts'],
      ],
      { cwd: root },
    )
    const sources = files
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => readFileSync(`${root}${file}`, 'utf8'))
    const worded = sources.join('\n').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '{}')
    // Messages that the code there puts together from parts.
    const parts = (template: string): readonly string[] =>
      template.startsWith('Tasks Completed')
        ? template.includes('Ignored')
          ? ['Tasks Completed: {} ({}, Cancelled {})', 'Failed: {} (Ignored: {})']
          : ['Tasks Completed: {} ({}, Cancelled {})', 'Failed: {}']
        : /^Gate "\{0\}" was (?:cancelled|not decided in time)$/.test(template)
          ? ['Gate "{}" was {}']
          : /^The supervisor (?:was stopped|ended unexpectedly) (.*)$/s.test(template)
            ? [template.replace(/was stopped|ended unexpectedly/, '{}')]
            : template.startsWith('TaskRun "{0}" was cancelled. ')
              ? ['TaskRun "{}" was cancelled. {}', template.replace('TaskRun "{0}" was cancelled. ', '')]
              : template.replaceAll(/\{\d+\}/g, '{}').split(/\. (?=Set the )/)
    for (const part of Object.keys(kept).flatMap(parts)) expect(worded).toContain(part)
  })
})
