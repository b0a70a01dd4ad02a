import { describe, expect, it } from 'vitest'
import { qvsPlaceAt, qvsWordAt } from './place.ts'

/** Finds the place at the mark `|`. */
function at(text: string): string {
  const offset = text.indexOf('|')
  const place = qvsPlaceAt(text.replace('|', ''), offset)
  return place === undefined
    ? 'none'
    : `${place.role} ${place.path.join('.')} "${place.typed}" [${place.siblings.join()}]`
}

describe('qvsPlaceAt', () => {
  it('knows the root', () => {
    expect(at('|')).toBe('key  "" []')
    expect(at('params: []\nmo|')).toBe('key  "mo" [params]')
  })

  it('knows items of params and modules', () => {
    expect(at('params:\n  - name: a\n    ty|')).toBe('key params.0 "ty" [name]')
    expect(at('params:\n  - name: a\n    type: in|\n  - name: b\n')).toBe('value params.0.type "in" [name]')
    expect(at('params:\n  - name: a\n    type: int\n  - |')).toBe('key params.1 "" []')
    expect(at('params:\n- name: a\n- name: b\n  type: |')).toBe('value params.1.type "" [name]')
    expect(at('modules:\n  - name: x\n    remote:\n      re|')).toBe('key modules.0.remote "re" []')
  })

  it('knows adapters, their parameters and what is nested in them', () => {
    const head = 'params:\n  - name: a\n    type: string\ndesignPatterns:\n  - pattern: one # first\n  - pattern: two\n'
    expect(at(`${head}    |`)).toBe('key designPatterns.1 "" [pattern]')
    expect(at(`${head}    params:\n      appName: x\n      re|\n      port: y\n`)).toBe(
      'key designPatterns.1.params "re" [appName,port]',
    )
    expect(at(`${head}    params:\n      env:\n        A: $(par|`)).toBe(
      'value designPatterns.1.params.env.A "$(par" []',
    )
    expect(at(`${head}    params:\n      args:\n        - |`)).toBe('item designPatterns.1.params.args.0 "" []')
    expect(at(`${head}  - pattern: ex|`)).toBe('value designPatterns.2.pattern "ex" []')
  })

  it('is silent in comments', () => {
    expect(at('params: # he|')).toBe('none')
  })
})

describe('qvsWordAt', () => {
  it('gives the key or the value under the pointer', () => {
    const text = 'designPatterns:\n  - pattern: one\n    params:\n      appName: x\n'
    expect(qvsWordAt(text, text.indexOf('appName') + 2)?.path).toEqual(['designPatterns', 0, 'params', 'appName'])
    expect(qvsWordAt(text, text.indexOf('one') + 1)).toMatchObject({
      role: 'value',
      path: ['designPatterns', 0, 'pattern'],
    })
  })
})
