import { describe, expect, it } from 'vitest'
import type { Environment } from '#domain/project.ts'
import { hueOf } from './environments.ts'

function environments(...names: readonly string[]): readonly Environment[] {
  return names.map((name, order) => ({ name, displayName: name, description: '', order, provisioningTargets: [] }))
}

describe('the hue of an environment', () => {
  it('differs from those before it while there are hues', () => {
    const all = environments('dev', 'test', 'qa', 'production')
    const hues = all.map(({ name }) => hueOf(all, name))
    expect(new Set(hues).size).toBe(4)
    expect(hues.at(-1)).toBe('production')
  })

  it('stays when another one follows', () => {
    const [few, more] = [environments('staging', 'production'), environments('staging', 'qa', 'production')]
    expect(hueOf(more, 'staging')).toBe(hueOf(few, 'staging'))
    expect(hueOf(more, 'production')).toBe('production')
  })

  it('is that of builds for what is no environment', () => {
    expect(hueOf(environments('staging'), 'nowhere')).toBe('build')
  })
})
