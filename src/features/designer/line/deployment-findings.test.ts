import { describe, expect, it } from 'vitest'
import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import type { Finding } from '#domain/problem.ts'
import { deploymentsOf, withDeploymentFindings } from './deployment-findings.ts'
import { lineViewOf } from './line-view.ts'

const world = {
  ...sampleWorld,
  pipelines: sampleWorld.pipelines.map((pipeline) =>
    pipeline.metadata.name.endsWith('-deploy')
      ? { ...pipeline, metadata: { ...pipeline.metadata, annotations: { [pipelineAnnotations.appConfigParams]: 'x' } } }
      : pipeline,
  ),
}
const view = lineViewOf(parseLine(sampleLine), world, [], undefined)
const conflict: Finding = {
  severity: 'error',
  code: 'adapter-conflict',
  message: 'conflicting values',
  args: {},
  place: { document: 'qvs-config/api', line: 3, column: 1 },
}

describe('what is wrong with deployments', () => {
  it('lists each deployment of a line once', () => {
    expect(deploymentsOf(view)).toEqual([
      { application: 'api', deployment: 'production' },
      { application: 'api', deployment: 'staging' },
    ])
  })

  it('is reported at the stages that deliver to them, without a line of their text', () => {
    const checked = withDeploymentFindings(view, [{ application: 'api', deployment: 'staging', findings: [conflict] }])
    expect(checked.findings.map(({ place }) => place)).toEqual([{ stage: 'deploy' }])
    expect([...checked.findingsOf.keys()]).toEqual(['deploy'])
    expect(withDeploymentFindings(view, [])).toBe(view)
  })
})
