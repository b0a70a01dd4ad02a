import { expect, it } from 'vitest'
import { setStageDisabled } from './edit/stage-edits.ts'
import { enabledLine } from './enabled.ts'
import { parseLine } from './parse.ts'
import { sampleLine, sampleWorld } from '../testing/sample-world.ts'
import { validateLine } from './validate.ts'

function disabled(...names: readonly string[]) {
  const result = setStageDisabled(sampleLine, names, true)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

it('runs what stands behind a disabled stage after what stands before it', () => {
  const line = parseLine(disabled('deploy')).line
  const enabled = line === undefined ? undefined : enabledLine(line)
  expect(enabled?.spec.stages.map((stage) => [stage.name, stage.runAfter])).toEqual([
    ['build', []],
    ['deploy-production', ['build']],
  ])
  expect(enabled?.spec.results).toEqual([])
})

it('says who reads a result that will not come', () => {
  const findings = validateLine(parseLine(disabled('build')), sampleWorld)
  expect(findings.filter((finding) => finding.code === 'reads-disabled').map((finding) => finding.place.stage)).toEqual(
    ['deploy', 'deploy-production'],
  )
})

it('enables again without a trace', () => {
  const again = setStageDisabled(disabled('build', 'deploy'), ['build', 'deploy'], false)
  expect(again.ok && again.value).toBe(sampleLine)
})
