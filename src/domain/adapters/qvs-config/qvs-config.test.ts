import { parseParameterFile } from './parameter-file.ts'
import { describe, expect, it } from 'vitest'
import { parseQvsConfig } from './qvs-config.ts'

function summary(text: string) {
  return parseQvsConfig(text).findings.map(
    ({ severity, code, place }) => `${severity} ${code} ${place.line}:${place.column}`,
  )
}

describe('parseQvsConfig', () => {
  it('reads every documented form', () => {
    const { config, findings } = parseQvsConfig(`modules:
  - name: qmonus.net/adapter/official
    revision: v0.26.0
  - name: github.com/qmonus/sample-module
    local: {path: .}
  - name: other.example/x
    remote:
      repo: github.com/other/x
      revision: 1234567
      path: .valuestream
params:
  - name: k8sNamespace
    type: string
  - {name: token, type: secret}
designPatterns:
  - pattern: "qmonus.net/adapter/official/pipeline/deploy:simple "
    pipelineParams:
      useSshKey: true
      selector: '.type == "azure-native:web"'
  - pattern: qmonus.net/adapter/official/kubernetes/deployment/simple
    params:
      k8sNamespace:    $(params.k8sNamespace)
      rules: [{path: /a/*, n: 10}]
      secrets: {T: $(params.token)}
`)
    expect(findings).toEqual([])
    expect(config.modules.map(({ name, source }) => [name, source])).toEqual([
      ['qmonus.net/adapter/official', { kind: 'revision', revision: 'v0.26.0' }],
      ['github.com/qmonus/sample-module', { kind: 'local', path: '.' }],
      ['other.example/x', { kind: 'remote', repo: 'github.com/other/x', revision: '1234567', path: '.valuestream' }],
    ])
    expect(config.params.map(({ name, type }) => [name, type])).toEqual([
      ['k8sNamespace', 'string'],
      ['token', 'secret'],
    ])
    expect(config.designPatterns[0]).toMatchObject({
      pattern: 'qmonus.net/adapter/official/pipeline/deploy:simple',
      pipelineParams: { useSshKey: true, selector: '.type == "azure-native:web"' },
    })
    expect(config.designPatterns[1]).toMatchObject({
      params: {
        k8sNamespace: '$(params.k8sNamespace)',
        rules: [{ path: '/a/*', n: 10 }],
        secrets: { T: '$(params.token)' },
      },
      at: { line: 20, column: 14 },
      paramsAt: { rules: { line: 23, column: 7 } },
    })
  })

  it('accepts the snake_case spelling of the API, files without params and aliases', () => {
    const { config, findings } = parseQvsConfig(
      'design_patterns:\n  - pattern: &p a.example/x\n    pipeline_params: {a: 1}\n  - pattern: *p\n',
    )
    expect(findings).toEqual([])
    expect(config.designPatterns.map(({ pattern }) => pattern)).toEqual(['a.example/x', 'a.example/x'])
    expect(config.designPatterns[0]?.pipelineParams).toEqual({ a: 1 })
  })

  it('reports all errors at once, each at its place', () => {
    expect(
      summary(`params:
  - name: a
    type: strang
  - type: string
  - name: b
    type: int
  - name: b
    type: string
modules:
  - name: m.example/x
    revision: v1
    local: {path: .}
  - name: n.example/y
designPatterns:
  - params: {}
  - pattern: m.example/x/y
    params:
      one: $(params.absent)
      two: [{deep: "x$(params.gone)"}]
    extra: 1
`),
    ).toEqual([
      'error qvs-module-source 10:5',
      'error qvs-module-source 13:5',
      'error qvs-missing-key 15:5',
      'warning qvs-unknown-key 20:5',
      'error qvs-param-type 2:5',
      'error qvs-missing-key 4:5',
      'error qvs-param-types 7:5',
      'error qvs-undeclared 18:7',
      'error qvs-undeclared 19:7',
    ])
  })

  it('tolerates the same declaration twice and the reserved parameter', () => {
    expect(
      summary(
        'params:\n  - {name: a, type: string}\n  - {name: a, type: string}\ndesignPatterns:\n  - pattern: a.example/x\n    params: {p: $(params.pathToSharedSource)}\n',
      ),
    ).toEqual(['warning qvs-param-twice 3:5'])
  })

  it.each([
    ['', ['error qvs-empty 1:1']],
    ['- a\n', ['error qvs-no-config 1:1']],
    ['params: []\n', ['error qvs-no-patterns 1:1']],
    ['designPatterns: x\n', ['error qvs-not-a-list 1:17']],
    ['designPatterns:\n  - x\n', ['error qvs-not-a-map 2:5']],
    ['designPatterns: [\n', ['error qvs-yaml 1:17']],
    ['designPatterns:\n\t- pattern: x\n', ['error qvs-yaml 2:1']],
  ])('reads %j with the findings %j', (text, expected) => {
    expect(summary(text)).toEqual(expect.arrayContaining(expected))
  })

  it('names a key that stands twice, with both of its lines', () => {
    const { findings } = parseQvsConfig('designPatterns:\n  - pattern: a.example/x\n    pattern: a.example/y\n')
    expect(findings).toMatchObject([{ args: { key: 'pattern', first: '2' }, place: { line: 3, column: 5 } }])
  })

  it('takes an empty list for what it is', () => {
    expect(summary('designPatterns:\n')).toEqual([])
  })
})

describe('anchors and aliases', () => {
  const common = 'designPatterns:\n  - &web {pattern: shop.example/web, params: {name: shop, port: 80}}\n'

  it('are followed, and merge keys give what an entry does not say itself', () => {
    const text = `${common}  - <<: *web\n    params:\n      <<: [{port: 1, host: h}, {port: 2}]\n      name: other\n`
    const { config, findings } = parseQvsConfig(text)
    expect(findings).toEqual([])
    expect(config.designPatterns[1]).toMatchObject({
      pattern: 'shop.example/web',
      params: { name: 'other', port: 1, host: 'h' },
    })
    expect(config.designPatterns[1]?.paramsAt['name']).toEqual({ line: 6, column: 7 })
  })

  it('that lead nowhere, or grow without end, are told where they stand', () => {
    const grown = [...'bcdefg'].map((name, at) => `x${name}: &${name} [${`*${'abcdef'[at]},`.repeat(9)}]\n`).join('')
    const texts = [
      `${common}  - pattern: shop.example/web\n    pipelineParams: {x: *none}\n`,
      `${common}  - pattern: shop.example/web\n    params:\n      args: [$(params.args[*])]\n`,
      `xa: &a [1]\n${grown}${common}`,
    ]
    for (const [index, line] of [4, 5, 2].entries()) {
      const { findings } = parseQvsConfig(texts[index] ?? '')
      expect(findings.filter(({ severity }) => severity === 'error')[0]?.place?.line).toBe(line)
    }
  })
})

it('a parameter file with an alias that leads nowhere is refused where the alias stands', () => {
  expect(parseParameterFile('name: shop\nport: *none\n')).toMatchObject({
    ok: false,
    error: { place: { line: 2, column: 7 } },
  })
})
