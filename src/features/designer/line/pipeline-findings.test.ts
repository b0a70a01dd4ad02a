import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { validateLine } from '#domain/line/validate.ts'
import { lineViewOf } from './line-view.ts'
import { pipelineOfText, withPipelineFindings } from './pipeline-findings.ts'

const parsed = parseLine(sampleLine.replace(/pipeline: \S+/, 'pipeline: pasted'))
const findings = validateLine(parsed, sampleWorld)
const view = lineViewOf(parsed, sampleWorld, findings, undefined)
const broken =
  'apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: pasted }\nspec: { tasks: [{ name: say, taskRef: { name: gone } }] }\n'

it('reports an unusable Pipeline once: why, where in its text, and for which stage', () => {
  const told = withPipelineFindings(view, { 'pipeline/pasted': broken })
  expect(findings.map(({ code }) => code)).toContain('unknown-pipeline')
  expect(told.findings.map(({ code }) => code)).not.toContain('unknown-pipeline')
  const [cause] = told.findings.filter(({ place }) => pipelineOfText(place.document) === 'pasted')
  const stage = findings.find(({ code }) => code === 'unknown-pipeline')?.place.stage
  expect(cause).toMatchObject({ code: 'tekton-reference', place: { stage, line: 4 } })
  expect(told.findingsOf.get(stage ?? '')).toContain(cause)
})

it('reports one that no stage uses too, since it would be published with the line', () => {
  const { findings: told } = withPipelineFindings(view, { 'pipeline/other': broken })
  expect(told.slice(0, -1)).toEqual(findings)
  expect(told.at(-1)?.place.document).toBe('pipeline/other')
})

it('a view without one stays the same object', () => {
  expect(withPipelineFindings(view, { 'pipeline/pasted': '', 'line/release': broken })).toBe(view)
})
