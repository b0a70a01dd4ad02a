import { describe, expect, it } from 'vitest'
import { adapterDescriptionSchema } from '../adapters/catalog/description.ts'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'
import { parseLine } from './parse.ts'
import { sampleLine, sampleWorld } from '../testing/sample-world.ts'
import { validateLine } from './validate.ts'

function codes(text: string) {
  return validateLine(parseLine(text), sampleWorld).map(
    ({ code, place }) => `${code}@${String(place.line)}:${String(place.column)}`,
  )
}

describe('validating a line', () => {
  it('finds nothing in a good line', () => {
    expect(codes(sampleLine)).toEqual([])
  })

  it.each([
    ['pipeline: api-build', 'pipeline: api-biuld', 'unknown-pipeline@19:19', 'Use api-build'],
    ['{ app: api, name: staging }', '{ app: api, name: stagin }', 'unknown-deployment@20:21', 'Use api/staging'],
    ['$(inputs.gitRevision)', '$(inputs.gitRevison)', 'unknown-input@23:20', 'Use gitRevision'],
    ['results.digest) } #', 'results.digst) } #', 'unknown-result@31:41', 'Use digest'],
    [
      'stages.build.results.digest) } #',
      'stages.deploi.results.digest) } #',
      'unknown-stage@31:41',
      'Name a stage of the line',
    ],
    ['runAfter: [build]', 'runAfter: [biuld]', 'unknown-stage@32:18', 'Use build'],
    ['gates: [production]', 'gates: [prod]', 'unknown-gate@47:15', undefined],
    ['name: port', 'name: prot', 'undeclared-param@43:19', 'Use port'],
    ['$(inputs.gitRevision)', '$(context.run)', 'unknown-expression@23:20', undefined],
    ['name: deploy-production', 'name: build', 'duplicate-name@34:13', 'Give one of them another name'],
  ])('%s -> %s: %s', (good, bad, expected, fix) => {
    const findings = validateLine(parseLine(sampleLine.replace(good, bad)), sampleWorld)
    const found = findings.find(
      ({ code, place }) => `${code}@${String(place.line)}:${String(place.column)}` === expected,
    )
    expect(found, JSON.stringify(findings, undefined, 1)).toBeDefined()
    if (fix !== undefined) expect(found?.fix).toBe(fix)
  })

  it('takes nothing of another application for what was meant', () => {
    const world = {
      ...sampleWorld,
      applications: sampleWorld.applications.flatMap((one) => [one, { ...one, name: 'apo' }]),
      deployments: [
        ...sampleWorld.deployments,
        ...sampleWorld.deployments.map((one) => ({ ...one, application: 'apo', name: `${one.name}2` })),
      ],
      pipelines: [
        ...sampleWorld.pipelines,
        ...sampleWorld.pipelines.map((one) => ({ ...one, metadata: { ...one.metadata, name: 'apo-test' } })),
      ],
    }
    const text = sampleLine
      .replace('pipeline: api-build', 'pipeline: api-test')
      .replace('name: staging }', 'name: staging2 }')
    const near = validateLine(parseLine(text), world).map(({ code, args }) => `${code} ${args['near'] ?? ''}`)
    expect(near).toContain('unknown-pipeline ')
    expect(near).toContain('unknown-deployment api/staging')
  })

  it('says what a field must be in words, and not in those of the program that reads it', () => {
    const bad = sampleLine
      .replace('name: deploy-production', 'name: ""')
      .replace('title: Release', 'requiredApprovals: 0')
    const said = parseLine(bad).findings.map(({ code, message }) => `${code}: ${message}`)
    expect(said).toContain('field-least: spec.gates.0.requiredApprovals must be at least 1')
    expect(said).toContain('field-missing: spec.stages.2.name is empty')
  })

  it('warns of a gate that asks a role which may not decide', () => {
    const text = sampleLine.replace('title: Release', 'title: Release\n      approvers: { roles: [developer, admin] }')
    const [finding, ...others] = validateLine(parseLine(text), sampleWorld)
    expect(finding).toMatchObject({ severity: 'warning', code: 'gate-role', args: { role: 'developer' } })
    expect(others).toEqual([])
  })

  it('names the whole cycle', () => {
    const finding = validateLine(
      parseLine(sampleLine.replace('value: $(inputs.gitRevision)', 'value: $(stages.deploy.results.url)')),
      sampleWorld,
    )
    expect(finding.find(({ code }) => code === 'cycle')?.args).toEqual({ path: 'build → deploy → build' })
  })

  it('warns of an order that only data give, and of missing values', () => {
    const found = validateLine(
      parseLine(
        sampleLine.replace('runAfter: [build]', 'runAfter: []').replace('- { name: imageDigest', '- { name: other'),
      ),
      sampleWorld,
    )
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
      expect.arrayContaining(['error missing-parameter', 'warning undeclared-param', 'warning implicit-order']),
    )
  })

  it('finds a value that the adapter does not take, whichever layer it comes from', () => {
    const adapter = adapterDescriptionSchema.parse({
      pattern: 'example.org/deploy',
      name: 'deploy',
      category: 'deploy',
      parameters: [],
      options: [],
      stages: [],
      resources: [],
      composes: [],
      module: { name: 'example.org', revision: 'x' },
      takes: { replicas: { kind: 'int', minimum: 1 } },
    })
    const found = (replicas: string) =>
      validateLine(parseLine(sampleLine), {
        ...sampleWorld,
        adapters: [adapter],
        pipelines: sampleWorld.pipelines.map((one) => ({
          ...one,
          metadata: {
            ...one.metadata,
            annotations: { ...one.metadata.annotations, [pipelineAnnotations.adapters]: adapter.pattern },
          },
        })),
        deployments: sampleWorld.deployments.map((one) => ({ ...one, config: { ...one.config, replicas } })),
      })
    expect(found('3')).toEqual([])
    expect(found('three').map(({ code, place, args }) => [code, place.stage, args])).toEqual(
      ['deploy', 'deploy-production'].map((stage) => [
        'wrong-value',
        stage,
        { name: 'replicas', value: 'three', wanted: 'int' },
      ]),
    )
  })

  it('warns of a stage that fails when a gate passes without anybody', () => {
    const found = (gate: string): readonly string[] =>
      validateLine(
        parseLine(`apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata: { name: l }
spec:
  gates: [{ name: g, timeout: 1h, ${gate} }]
  stages:
    - { name: one, spec: { pipeline: p, deployment: { app: a, name: d } }, gates: [g] }
    - name: two
      runAfter: [one]
      spec: { pipeline: p, deployment: { app: a, name: d }, params: [{ name: x, value: $(gates.g.results.who) }] }
`),
        sampleWorld,
      ).map(({ code }) => code)
    expect(found('onTimeout: approve, form: [{ name: who }]')).toContain('answer-by-nobody')
    expect(found('onTimeout: reject, form: [{ name: who }]')).not.toContain('answer-by-nobody')
    expect(found('onTimeout: approve, form: [{ name: who, default: aya }]')).not.toContain('answer-by-nobody')
  })

  it.each([
    ['a: [', 'yaml-syntax'],
    ['\tspec: 1', 'yaml-syntax'],
    ['a: *b', 'yaml-syntax'],
    ['', 'not-a-line'],
    ['- 1', 'not-a-line'],
    ['kind: AssemblyLine\nkind: AssemblyLine', 'yaml-syntax'],
    ['a: 1\n---\nb: 2', 'yaml-syntax'],
    ['apiVersion: v1\nkind: AssemblyLine\nmetadata: {name: a}\nspec: {stages: []}', 'field-value'],
    ['apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nmetadata: {name: a}\nspec: {stages: []}', 'no-stages'],
    ['apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nspec:', 'field-missing'],
  ])('says what is wrong with %j', (text, code) => {
    expect(parseLine(text).findings.map((finding) => finding.code)).toContain(code)
  })

  it('still draws stages beside errors, and takes numbers as what is written', () => {
    const parsed = parseLine(
      sampleLine.replace('value: "80"', 'value: 0x50').replace('pipeline: api-build', 'pipeline:'),
    )
    expect(parsed.line?.spec.stages.map((stage) => stage.name)).toEqual(['build', 'deploy', 'deploy-production'])
    expect(parsed.line?.spec.stages[2]?.spec.params?.[1]?.value).toBe('0x50')
    expect(parsed.findings.map((finding) => finding.code).toSorted()).toEqual(['field-type', 'not-text'])
  })

  it('keeps reading with BOM, CRLF, anchors and document marks', () => {
    const text = `\uFEFF---\r\n${sampleLine.replaceAll('\n', '\r\n').replace('{ app: api, name: staging }', '&d { app: api, name: staging }').replace('deployment: { app: api, name: staging }', 'deployment: *d')}...\r\n`
    expect(codes(text)).toEqual([])
  })

  it('warns of what YAML 1.1 misreads', () => {
    expect(parseLine(sampleLine.replace('value: "80"', 'value: yes')).findings.map((finding) => finding.code)).toEqual([
      'yaml-1-1',
    ])
  })
})
