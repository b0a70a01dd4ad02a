import { describe, expect, it } from 'vitest'
import { parseLine } from '../line/parse.ts'
import { sampleLine, sampleWorld } from '../testing/sample-world.ts'
import { resolveStage, type KnownValues } from './resolve.ts'

function resolved(stageName: string, known: KnownValues = {}, text = sampleLine) {
  const line = parseLine(text).line
  const stage = line?.spec.stages.find((entry) => entry.name === stageName)
  if (line === undefined || stage === undefined) throw new Error('no stage')
  return new Map(resolveStage(line, stage, sampleWorld, known).map((parameter) => [parameter.name, parameter]))
}

describe('resolving parameters', () => {
  it('prefers line, then deployment, then environment, and keeps the losers', () => {
    const port = resolved('deploy-production').get('port')
    expect(port).toMatchObject({ state: 'known', value: '80' })
    expect(port?.chain.map(({ layer, value, won }) => [layer, value, won])).toEqual([
      ['line', '80', true],
      ['deployment', undefined, false],
      ['environment', undefined, false],
      ['application', '7000', false],
      ['project', undefined, false],
      ['derived', undefined, false],
      ['default', undefined, false],
    ])
    expect(resolved('deploy').get('replicas')).toMatchObject({ value: '1' })
    expect(resolved('deploy').get('logLevel')).toMatchObject({ value: 'info' })
  })

  it('derives auto-bound names and ignores them above the deployment', () => {
    const deploy = resolved('deploy')
    expect(deploy.get('k8sNamespace')?.value).toBe('shop-staging')
    expect(deploy.get('appName')).toMatchObject({ value: 'api' })
    expect(deploy.get('appName')?.chain.map((origin) => origin.layer)).toEqual([
      'line',
      'deployment',
      'derived',
      'default',
    ])
  })

  it('shows secrets as references only', () => {
    expect(resolved('deploy').get('dbPassword')).toMatchObject({ state: 'secret', secret: { key: 'db', version: '2' } })
    expect(resolved('deploy').get('dbPassword')?.value).toBeUndefined()
  })

  it('waits for results and inputs until they are known', () => {
    expect(resolved('deploy').get('imageDigest')).toMatchObject({ state: 'later', waitsFor: ['build.digest'] })
    expect(resolved('deploy', { results: { build: { digest: 'sha256:1' } } }).get('imageDigest')).toMatchObject({
      state: 'known',
      value: 'sha256:1',
    })
    expect(resolved('build').get('gitRevision')).toMatchObject({ state: 'later', waitsFor: ['inputs.gitRevision'] })
    expect(resolved('build', { inputs: {} }).get('gitRevision')).toMatchObject({ state: 'missing' })
    expect(resolved('build', { inputs: { gitRevision: 'main' } }).get('gitRevision')).toMatchObject({ value: 'main' })
  })

  it('falls back from a lifted name to its original', () => {
    const text = sampleLine.replace('pipeline: api-build', 'pipeline: api-scan')
    expect(resolved('build', {}, text).get('nginxImageTag')).toMatchObject({
      state: 'known',
      value: 'latest',
      originalName: 'imageTag',
    })
    expect(resolved('build', {}, text).get('nginxAppName')).toMatchObject({ value: 'api' })
  })

  it('reads values of the deployment in mixed text and keeps blanks', () => {
    const text = sampleLine.replace(
      'value: $(inputs.gitRevision)',
      'value: " $(params.replicas)/$(inputs.gitRevision)"',
    )
    expect(resolved('build', { inputs: { gitRevision: 'x' } }, text).get('gitRevision')?.value).toBe(' 1/x')
  })
})
