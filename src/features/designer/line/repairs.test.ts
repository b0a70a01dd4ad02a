import { describe, expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { validateLine } from '#domain/line/validate.ts'
import { lineViewOf } from './line-view.ts'
import { repairOf } from './repairs.ts'

function problems(text: string) {
  const parsed = parseLine(text)
  const findings = validateLine(parsed, sampleWorld)
  return { findings, view: lineViewOf(parsed, sampleWorld, findings, undefined) }
}

const broken: readonly (readonly [string, string, string])[] = [
  ['unknown-pipeline', 'pipeline: api-build', 'pipeline: api-biuld'],
  [
    'unknown-deployment',
    'deployment: { app: api, name: staging }\n        params:\n          - name: gitRevision',
    'deployment: { app: api, name: stagin }\n        params:\n          - name: gitRevision',
  ],
  ['unknown-input', '$(inputs.gitRevision)', '$(inputs.gitRevison)'],
  ['unknown-result', '$(stages.deploy.results.url)', '$(stages.deploy.results.ur)'],
  ['unknown-stage', '$(stages.build.results.digest) } # from', '$(stages.biuld.results.digest) } # from'],
  ['unknown-stage', 'runAfter: [build]', 'runAfter: [bulid]'],
  ['unknown-gate', 'gates: [production]', 'gates: [prodction]'],
  ['undeclared-param', '{ name: imageDigest', '{ name: imageDigset'],
  [
    'missing-parameter',
    '        params:\n          - { name: imageDigest, value: $(stages.build.results.digest) } # from the build\n',
    '',
  ],
  ['duplicate-name', 'name: deploy-production', 'name: deploy'],
  ['cycle', 'name: build\n      spec:', 'name: build\n      runAfter: [deploy-production]\n      spec:'],
  ['implicit-order', '\n      runAfter: [build]', ''],
  ['reads-disabled', '- name: build\n', '- name: build\n      disabled: true\n'],
]

describe('one click', () => {
  it('binds a missing parameter to the nearest result, even if a longer path leads to another', () => {
    const [build, deploy] = sampleWorld.pipelines
    if (build === undefined || deploy === undefined) throw new Error('no sample')
    const verify = { ...build, metadata: { name: 'api-verify' }, spec: { ...build.spec, params: [{ name: 'url' }] } }
    const world = { ...sampleWorld, pipelines: [...sampleWorld.pipelines, verify] }
    const text = `${sampleLine}    - name: scan-staging
      spec: { pipeline: api-scan, deployment: { app: api, name: staging } }
      runAfter: [deploy]
    - name: verify-production
      spec: { pipeline: api-verify, deployment: { app: api, name: production } }
      runAfter: [deploy-production, scan-staging]
`
    const parsed = parseLine(text)
    const findings = validateLine(parsed, world)
    const missing = findings.find(({ code, place }) => code === 'missing-parameter' && place.parameter === 'url')
    const repair = missing === undefined ? undefined : repairOf(missing, lineViewOf(parsed, world, findings, undefined))
    expect(repair?.name).toBe('deploy-production.url')
  })
  it('leaves the order alone when the parameter may be that of a stage with the same name', () => {
    const twice = sampleLine
      .replace('name: deploy-production', 'name: deploy')
      .replace(' # from the build', '\n          - { name: appName, value: $(stages.build.results.digset) }')
    const { findings, view } = problems(twice)
    const wrong = findings.filter(({ code }) => code === 'unknown-result')
    expect(wrong).toHaveLength(1)
    for (const finding of wrong) expect(repairOf(finding, view)).toBeUndefined()
  })
  it.each(broken)('repairs %s', (code, good, bad) => {
    const text = sampleLine.replace(good, bad)
    expect(text).not.toBe(sampleLine)
    const { findings, view } = problems(text)
    const finding = findings.find((entry) => entry.code === code)
    const repair = finding === undefined ? undefined : repairOf(finding, view)
    const repaired = repair?.edit(text)
    if (repaired?.ok !== true) throw new Error(`nothing repairs ${JSON.stringify(findings)}`)
    const left = problems(repaired.value).findings
    const same = (entry: (typeof findings)[number]) => entry.code === code && entry.message === finding?.message
    expect(left.filter(same)).toEqual([])
    expect(left.length).toBeLessThan(findings.length)
  })
})
