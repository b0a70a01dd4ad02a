import { describe, expect, it } from 'vitest'
import { idPattern } from '../../ids.ts'
import { pipelineRunName } from './stage-pipeline-run.ts'

const run = { line: 'release', number: 7, attempt: 2 }

describe('the name of a PipelineRun', () => {
  it('says line, run, attempt and stage', () => {
    expect(pipelineRunName(run, 'build-api')).toBe('release-7-2-build-api')
  })

  it.each(['ステージング', 'Build API', 'build_api', 'b'.repeat(80), 'ends-', '検証 (本番)'])(
    'is one that Kubernetes takes for the stage %s',
    (stage) => {
      const name = pipelineRunName(run, stage)
      expect(name).toMatch(idPattern)
      expect(name).toMatch(/^release-7-2/)
      expect(name).toBe(pipelineRunName(run, stage))
    },
  )

  it('keeps stages apart whose names look alike afterwards', () => {
    const names = ['ビルド', 'テスト', 'build api', 'Build API', 'build_api', 'build-api'].map((stage) =>
      pipelineRunName(run, stage),
    )
    expect(new Set(names).size).toBe(6)
  })
})
