import { describe, expect, it } from 'vitest'
import type { AdapterDescription, Field } from '../catalog/description.ts'
import { builtinModule } from '../modules/module-address.ts'
import { checkQvs } from './check.ts'
import { completeQvs } from './complete.ts'
import { fixesForQvs } from './fixes.ts'
import { hoverQvs } from './hover.ts'

function field(name: string, more: Partial<Field> = {}): Field {
  return { name, kind: 'string', required: false, doc: '', constraint: '', ...more }
}

const service: AdapterDescription = {
  pattern: 'example.dev/adapters/service',
  name: 'service',
  description: 'Runs a service',
  category: 'infrastructure',
  badges: [],
  words: [],
  ja: {},
  parameters: [
    field('appName', { required: true, doc: 'Name of the application' }),
    field('replicas', { kind: 'int', minimum: 0, maximum: 10 }),
    field('logLevel', { enum: ['debug', 'info'], default: 'info' }),
    field('args', { kind: 'list', item: field('') }),
    field('probe', { kind: 'struct', fields: [field('path'), field('seconds', { kind: 'int' })] }),
  ],
  options: [field('kind', { enum: ['https', 'ssh'], required: true })],
  stages: [],
  resources: [],
  composes: [],
  module: { name: builtinModule, revision: 'builtin' },
  findings: [],
}
const knowledge = { adapters: [service], modules: [{ name: 'example.dev/adapters', revision: 'v1' }] }

function complete(text: string): readonly string[] {
  return completeQvs(text.replace('|', ''), text.indexOf('|'), knowledge).map(({ label }) => label)
}

const head = `params:
  - name: appName
    type: string
  - name: args
    type: array
designPatterns:
  - pattern: example.dev/adapters/service
    pipelineParams:
      kind: https
    params:
`

describe('completeQvs', () => {
  it('offers the keys that are not there yet', () => {
    expect(complete('params:\n  - name: a\n    |')).toEqual(['type'])
    expect(complete('|')).toEqual(['params', 'modules', 'designPatterns'])
    expect(complete(`${head}      replicas: 1\n      |`)).toEqual(['appName', 'logLevel', 'args', 'probe'])
    expect(complete(`${head}      probe:\n        |`)).toEqual(['path', 'seconds'])
  })

  it('offers adapters, modules, types and choices', () => {
    expect(complete('designPatterns:\n  - pattern: |')).toEqual(['example.dev/adapters/service'])
    expect(complete('modules:\n  - name: |')).toEqual(['example.dev/adapters'])
    expect(complete('params:\n  - name: a\n    type: |')).toEqual(['string', 'int', 'array', 'secret'])
    expect(complete(`${head}      logLevel: |`).slice(0, 2)).toEqual(['debug', 'info'])
    expect(complete('params:\n  - name: |\ndesignPatterns:\n  - pattern: example.dev/adapters/service\n')).toContain(
      'appName',
    )
  })

  it('offers parameters, the one of the same name first, spread for lists', () => {
    expect(complete(`${head}      appName: |`)[0]).toBe('$(params.appName)')
    const [first] = completeQvs(`${head}      args: `, `${head}      args: `.length, knowledge)
    expect(first?.insert).toBe('["$(params.args[*])"]')
    const text = `${head}      appName: x-$(par`
    const [inside] = completeQvs(text, text.length, knowledge)
    expect(inside).toMatchObject({ insert: '$(params.appName)', from: text.length - 5, to: text.length })
  })
})

describe('hoverQvs', () => {
  it('tells fields, adapters and parameters apart', () => {
    const text = `${head}      appName: $(params.appName)\n`
    expect(hoverQvs(text, text.lastIndexOf('appName:') + 2, knowledge)?.subject).toMatchObject({ kind: 'field' })
    expect(hoverQvs(text, text.indexOf('example.dev') + 2, knowledge)?.subject).toMatchObject({ kind: 'adapter' })
    expect(hoverQvs(text, text.indexOf('$(params') + 4, knowledge)?.subject).toEqual({
      kind: 'param',
      name: 'appName',
      type: 'string',
    })
  })
})

describe('checkQvs and fixesForQvs', () => {
  function fixed(text: string): readonly string[] {
    const [finding] = checkQvs(text, knowledge)
    const line = finding?.place.line ?? 0
    return fixesForQvs(text, line, line, knowledge).map(({ text: after }) => after)
  }

  it('say everything at once', () => {
    const text = `designPatterns:
  - pattern: example.dev/adapters/servise
  - pattern: example.dev/adapters/service
    params:
      appname: $(params.nobody)
      replicas: 20
      logLevel: trace
`
    expect(checkQvs(text, knowledge).map(({ code, place }) => `${code}:${place.line}`)).toEqual([
      'qvs-unknown-adapter:2',
      'qvs-missing-field:3',
      'qvs-missing-field:3',
      'qvs-undeclared:5',
      'qvs-unknown-field:5',
      'qvs-unfit-most:6',
      'qvs-unfit-choice:7',
    ])
  })

  it('name the module of an adapter of the catalog, unless something else may hold it', () => {
    const module = { name: 'lent.example/adapters', revision: '0123456' }
    const lent = { ...service, pattern: 'lent.example/adapters/page', parameters: [], options: [], module }
    const known = { adapters: [service, lent], modules: [module] }
    const text = 'designPatterns:\n  - pattern: lent.example/adapters/page\n'
    expect(checkQvs(text, known).map(({ code, place }) => `${code}:${place.line}`)).toEqual(['qvs-module-not-named:2'])
    const [fix] = fixesForQvs(text, 2, 2, known)
    expect(fix).toEqual({
      code: 'name-module',
      args: module,
      text: `${text}\nmodules:\n  - name: lent.example/adapters\n    revision: "0123456"\n`,
    })
    expect(checkQvs(fix?.text ?? '', known)).toEqual([])
    const elsewhere = 'modules:\n  - name: github.com/lent/adapters\n    revision: v1\n'
    const vendored = 'modules:\n  - name: lent.example/other\n    local: {path: .}\n'
    expect([elsewhere, vendored].map((head) => checkQvs(head + text, known))).toEqual([[], []])
  })

  it('leave the adapters of a module beside the file to the compiler', () => {
    const own = { ...service, pattern: 'own.example/m/page', module: { name: 'own.example/m', revision: 'local' } }
    const text =
      'modules:\n  - name: own.example/m\n    local: {path: .}\ndesignPatterns:\n  - pattern: own.example/m/pages\n'
    expect(checkQvs(text, { adapters: [service, own], modules: [] })).toEqual([])
  })

  it('use the nearest name', () => {
    const text = `${head}      appName: a\n      logLevl: info\n`
    expect(fixed(text)).toEqual([text.replace('logLevl', 'logLevel')])
    const other = text.replace('logLevl', 'logLevel').replace('adapters/service', 'adapters/servce')
    expect(fixed(other)).toEqual([text.replace('logLevl', 'logLevel')])
  })

  it('add and declare what is missing', () => {
    const text = `params: []\ndesignPatterns:\n  - pattern: example.dev/adapters/service # the service\n    pipelineParams: {kind: ssh}\n`
    const [after] = fixed(text)
    expect(after).toContain('    params:\n      appName: $(params.appName)\n')
    expect(after).toContain('"name":"appName"')
    expect(checkQvs(after ?? '', knowledge)).toEqual([])
    const [declared] = fixed(`${head}      appName: $(params.other)\n`)
    expect(declared).toContain('  - name: other\n    type: string\n')
  })

  it('choose a value that fits', () => {
    const text = `${head}      appName: a\n      logLevel: debugg\n`
    expect(fixed(text)[0]).toBe(text.replace('debugg', 'debug'))
    const type = `params:\n  - name: a\n    type: strng\ndesignPatterns: []\n`
    expect(fixed(type)).toEqual([type.replace('strng', 'string')])
  })
})
