import { describe, expect, it } from 'vitest'
import { optionText, optionValue, optionsYaml, setOption, setOptionsYaml } from './adapter-options.ts'
import type { Field } from '../catalog/description.ts'
import { parseQvsConfig } from './qvs-config.ts'

const text = `# ours
params:
  - { name: replicas, type: int }
modules:
  - { name: linewright.dev/adapters, revision: builtin }
designPatterns:
  - pattern: linewright.dev/adapters/local/service # the service
    params:
      # how many
      replicas: $(params.replicas)
      env:
        LEVEL: info # loud
  - pattern: linewright.dev/adapters/pipeline/build:nodePackage
`
const service = { index: 0, section: 'params' } as const
const build = { index: 1, section: 'pipelineParams' } as const

function field(kind: Field['kind'], more: Partial<Field> = {}): Field {
  return { name: 'x', kind, required: false, doc: '', constraint: '', ...more }
}

function valuesOf(edited: string, index: number) {
  const { config, findings } = parseQvsConfig(edited)
  expect(findings).toEqual([])
  return config.designPatterns[index]
}

describe('options of an adapter', () => {
  it('sets one, nested or not, and leaves the rest as it is', () => {
    const nested = setOption(text, service, ['env', 'LEVEL'], 'warn')
    expect(nested).toEqual({ ok: true, value: text.replace('LEVEL: info', 'LEVEL: warn') })
    const first = setOption(text, build, ['image', 'name'], 'web')
    expect(first.ok && valuesOf(first.value, 1)?.pipelineParams).toEqual({ image: { name: 'web' } })
  })

  it('takes a map out with its last option', () => {
    const edited = setOption(text, service, ['env', 'LEVEL'], undefined)
    expect(edited.ok && valuesOf(edited.value, 0)?.params).toEqual({ replicas: '$(params.replicas)' })
    expect(edited.ok && edited.value).toContain('# how many')
  })

  it('reads and writes a block as YAML, comments included', () => {
    const yaml = optionsYaml(text, service)
    expect(yaml).toBe('replicas: $(params.replicas)\nenv:\n  LEVEL: info # loud'.replace(/^/, ''))
    expect(setOptionsYaml(text, service, yaml)).toEqual({ ok: true, value: text })
    const more = setOptionsYaml(text, service, 'replicas: 2\nenv:\n  A: x\n  # two\n  B: y')
    expect(more.ok && valuesOf(more.value, 0)?.params).toEqual({ replicas: 2, env: { A: 'x', B: 'y' } })
    const fresh = setOptionsYaml(text, build, 'nodeVersion: "24" # newest\n')
    expect(fresh.ok && valuesOf(fresh.value, 1)?.pipelineParams).toEqual({ nodeVersion: '24' })
    expect(fresh.ok && fresh.value).toContain('# newest')
    expect(setOptionsYaml(text, service, 'a: [').ok).toBe(false)
    expect(setOptionsYaml(text, service, '- a').ok).toBe(false)
    const none = setOptionsYaml(text, service, '')
    expect(none.ok && valuesOf(none.value, 0)?.params).toEqual({})
  })

  it('reads and writes a value in it as YAML, in brackets and below its name', () => {
    expect(optionsYaml(text, service, ['env'])).toBe('LEVEL: info # loud')
    const comment = setOptionsYaml(text, service, '# first\nLEVEL: info # loud\nMORE: [1]', ['env'])
    expect(comment.ok && comment.value).toContain(
      'env:\n        # first\n        LEVEL: info # loud\n        MORE: [1]\n',
    )
    const flow = setOptionsYaml(text, service, '{A: 1}', ['env'])
    expect(flow.ok && valuesOf(flow.value, 0)?.params).toMatchObject({ env: { A: 1 } })
    const below = flow.ok ? setOptionsYaml(flow.value, service, 'A: 1\nB: [x]', ['env']) : flow
    expect(below.ok && valuesOf(below.value, 0)?.params).toMatchObject({ env: { A: 1, B: ['x'] } })
    const list = setOptionsYaml(text, service, '- a\n- 2', ['pair'])
    expect(list.ok && valuesOf(list.value, 0)?.params).toMatchObject({ pair: ['a', 2], env: { LEVEL: 'info' } })
    expect(list.ok && optionsYaml(list.value, service, ['pair'])).toBe('- a\n- 2')
    const gone = setOptionsYaml(text, service, '', ['env'])
    expect(gone.ok && valuesOf(gone.value, 0)?.params).toEqual({ replicas: '$(params.replicas)' })
    const braces = 'designPatterns:\n  - {pattern: a/b, params: {a: 1}}\n'
    expect(setOptionsYaml(braces, { index: 0, section: 'params' }, 'a: 1\nb: 2').ok).toBe(false)
    const line = 'designPatterns:\n  - pattern: a/b\n    params: {a: 1} # all\n'
    const broken = setOptionsYaml(line, { index: 0, section: 'params' }, 'a: 1\nb: 2')
    expect(broken.ok && valuesOf(broken.value, 0)?.params).toEqual({ a: 1, b: 2 })
  })

  it('knows what a text stands for by the type of its field', () => {
    expect(optionValue(field('int'), '3')).toBe(3)
    expect(optionValue(field('int'), '$(params.replicas)')).toBe('$(params.replicas)')
    expect(optionValue(field('bool'), 'true')).toBe(true)
    expect(optionValue(field('string'), '3')).toBe('3')
    expect(optionValue(field('list', { item: field('int') }), '1, 2')).toEqual([1, 2])
    expect(optionText([1, 2])).toBe('1,2')
    expect(optionText([{ a: 1 }])).toBeUndefined()
    expect(optionText({ a: 1 })).toBeUndefined()
  })
})
