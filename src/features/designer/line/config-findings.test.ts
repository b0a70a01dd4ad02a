import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { problemFinding } from '#domain/problem.ts'
import { withConfigFindings } from './config-findings.ts'
import { lineViewOf } from './line-view.ts'

const view = lineViewOf(parseLine(sampleLine), sampleWorld, [], undefined)
const fault = (application: string, place: object) => ({
  application,
  findings: [{ ...problemFinding({ code: 'invalid-document', message: 'No module has it' }), place }],
})

it('reports faults of QVS Configs among the problems of the line, at their places', () => {
  const { findings, findingsOf } = withConfigFindings(view, [fault('api', { line: 3, column: 5 }), fault('other', {})])
  expect(findings.map(({ place }) => place)).toEqual([{ line: 3, column: 5, document: 'qvs-config/api' }])
  expect(findingsOf).toBe(view.findingsOf)
})

it('reports a fault in a module at the QVS Config that uses it', () => {
  const { findings } = withConfigFindings(view, [fault('api', { document: 'a.example/x/x.cue', line: 9 })])
  expect(findings.map(({ place }) => place)).toEqual([{ document: 'qvs-config/api' }])
})

it('a view without such faults stays the same object', () => {
  expect(withConfigFindings(view, [])).toBe(view)
  expect(withConfigFindings(view, [fault('other', {})])).toBe(view)
})
