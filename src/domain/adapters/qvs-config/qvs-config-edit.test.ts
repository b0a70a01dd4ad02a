import { describe, expect, it } from 'vitest'
import type { Field } from '../catalog/description.ts'
import { parseQvsConfig } from './qvs-config.ts'
import { addDesignPattern, setModuleRevision } from './qvs-config-edit.ts'

function field(name: string, kind: Field['kind'], required = true, fields?: Field[]): Field {
  return { name, kind, required, doc: '', constraint: '', ...(fields === undefined ? {} : { fields }) }
}

const module = { name: 'linewright.dev/adapters', revision: 'builtin' }
const service = {
  pattern: 'linewright.dev/adapters/local/service',
  module,
  parameters: [
    field('appName', 'string'),
    field('replicas', 'int'),
    field('env', 'map', false),
    field('args', 'list'),
    field('token', 'secret'),
    field('owner', 'struct', true, [field('name', 'string'), field('mail', 'string', false)]),
  ],
}
const verify = { pattern: 'linewright.dev/adapters/pipeline/verify:http', module, parameters: [] }

function added(text: string, adapter = service): string {
  const result = addDesignPattern(text, adapter)
  if (!result.ok) throw new Error(result.error.message)
  return result.value.text
}

const commented = `# Our application.
params: # what differs by environment
  - name: appName   # set by the platform
    type: string

  # The list ends here.
modules:
  - { name: linewright.dev/adapters, revision: builtin }

designPatterns:
  # Build first.
  - pattern: linewright.dev/adapters/pipeline/build:nodePackage # fast
    pipelineParams: { runTests: false }

# Nothing below.
`

describe('addDesignPattern', () => {
  it('adds the entry, its declarations and nothing else', () => {
    expect(added(commented)).toBe(`# Our application.
params: # what differs by environment
  - name: appName   # set by the platform
    type: string
  - name: replicas
    type: int
  - name: args
    type: array
  - name: token
    type: secret
  - name: ownerName
    type: string

  # The list ends here.
modules:
  - { name: linewright.dev/adapters, revision: builtin }

designPatterns:
  # Build first.
  - pattern: linewright.dev/adapters/pipeline/build:nodePackage # fast
    pipelineParams: { runTests: false }
  - pattern: linewright.dev/adapters/local/service
    params:
      appName: $(params.appName)
      replicas: $(params.replicas)
      args:
        - $(params.args[*])
      token: $(params.token)
      owner:
        name: $(params.ownerName)

# Nothing below.
`)
  })

  it('gives a configuration without errors and tells what it declared', () => {
    const result = addDesignPattern(commented, service)
    expect(result.ok && [result.value.index, result.value.declared]).toEqual([
      1,
      ['replicas', 'args', 'token', 'ownerName'],
    ])
    expect(parseQvsConfig(added(commented)).findings).toEqual([])
  })

  it.each([
    [''],
    ['# Ours'],
    ['designPatterns: []\n'],
    ['designPatterns:\n'],
    ['designPatterns:'],
    ['designPatterns: # none yet\n'],
    ['params: null\nmodules: ~\ndesignPatterns: [ ]\n'],
    ['designPatterns: [{pattern: a.example/x}]\nparams: [{name: appName, type: string}]\n'],
    ['designPatterns:\r\n- pattern: a.example/x\r\n'],
    ['designPatterns:\r\n- pattern: a.example/x'],
    ['---\ndesignPatterns:\n- pattern: a.example/x\n...\n'],
    ['\uFEFFdesignPatterns:\n- pattern: a.example/x\n'],
    [
      'designPatterns:\n    -   pattern: a.example/x\n        params:\n            text: |\n                two\n                lines\n',
    ],
    ['designPatterns:\n- pattern: a.example/x\n  params: {}\n\n\n'],
    ['designPatterns:\n- # first\n  pattern: a.example/x # last\n# end'],
  ])('finds its place in %j', (text) => {
    const before = parseQvsConfig(text).config
    const after = parseQvsConfig(added(text))
    expect(after.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(after.config.designPatterns.map(({ pattern }) => pattern)).toEqual([
      ...before.designPatterns.map(({ pattern }) => pattern),
      service.pattern,
    ])
    expect(after.config.params.map(({ name }) => name)).toEqual(expect.arrayContaining(['appName', 'ownerName']))
    const kept = text.split(/\r?\n/).filter((line) => line.includes('a.example'))
    const missing = kept.filter((line) => !added(text).includes(line.replace(/\}?\]$/, '')))
    expect(missing).toEqual([])
    expect(added(text).includes('\r')).toBe(text.includes('\r'))
    expect(
      added(text)
        .split(/\r\n/)
        .some((line) => line.includes('\n')),
    ).toBe(!text.includes('\r'))
  })

  it('refuses what only a person can edit, and says so', () => {
    for (const text of [
      'x: &l [{pattern: a.example/x}]\ndesignPatterns: *l\n',
      '{designPatterns: []}\n',
      'designPatterns: [\n',
      'designPatterns: text\n',
    ]) {
      const result = addDesignPattern(text, verify)
      expect(result.ok).toBe(false)
    }
  })
})

describe('setModuleRevision', () => {
  it('changes the revision and no other byte', () => {
    const text = `modules:
  - name: a.example/x   # ours
    revision: v1  # pinned
  - {name: b.example/y, revision: "1.10"}
  - name: c.example/z
    remote: {repo: git.example/z, revision: main}
  - {name: d.example/w, local: {path: .}}
`
    expect(setModuleRevision(text, 'a.example/x', 'v2')).toBe(text.replace('v1', 'v2'))
    expect(setModuleRevision(text, 'b.example/y', '1.20')).toBe(text.replace('1.10', '1.20'))
    expect(setModuleRevision(text, 'c.example/z', 'v3')).toBe(text.replace('main', 'v3'))
    expect(setModuleRevision(text, 'd.example/w', 'v3')).toBe(text)
    expect(setModuleRevision('designPatterns: []\n', 'a.example/x', 'v2')).toBe('designPatterns: []\n')
  })
})
