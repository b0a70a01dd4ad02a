import { describe, expect, it } from 'vitest'
import type { Finding, Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import type { StagePreview } from '../runs/preview-stage.ts'
import { effectOf } from './module-upgrade.ts'

function shown(text: string | undefined, ...errors: readonly string[]): Result<StagePreview, Problem> {
  const manifest = { path: 'Service web', group: 'kubernetes', apiVersion: 'v1', kind: 'Service', name: 'web' } as const
  return ok({
    environment: 'staging',
    parameters: [],
    manifests: text === undefined ? [] : [{ ...manifest, text, origins: [] }],
    findings: errors.map((message): Finding => ({
      severity: 'error',
      code: 'adapter-cue',
      message,
      args: {},
      place: {},
    })),
  })
}

describe('the effect of another version on a stage', () => {
  it('has the changed manifests, and the findings that only the other version has', () => {
    expect(effectOf(shown('a'), shown('b'))).toEqual({
      environment: 'staging',
      manifests: [{ path: 'Service web', before: 'a', after: 'b' }],
      findings: [],
    })
    expect(effectOf(shown('a', 'known'), shown('a', 'known', 'new'))).toMatchObject({ findings: [{ message: 'new' }] })
    expect(effectOf(shown('a'), shown('a'))).toBe('none')
  })

  it('does not report manifests that cannot be compiled as deleted', () => {
    expect(effectOf(shown('a'), shown(undefined, 'new'))).toMatchObject({
      manifests: [],
      findings: [{ message: 'new' }],
    })
  })

  it('is unknown, not "none", if the stage compiles with neither', () => {
    expect(effectOf(shown(undefined, 'broken'), shown(undefined, 'broken'))).toBe('fails with both')
  })
})
