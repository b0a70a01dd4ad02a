import { expect, it } from 'vitest'
import { bigLine } from '#domain/testing/big-line.ts'
import { parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import { groupFindings } from './finding-groups.ts'
import { lineViewOf } from './line-view.ts'

const { text, world } = bigLine(16)
const bare = { ...world, applications: [], deployments: [], environments: [], pipelines: [] }

it('groups the findings of an imported line by what is missing', () => {
  const parsed = parseLine(text)
  const findings = validateLine(parsed, bare)
  const { groups, single } = groupFindings(findings, lineViewOf(parsed, bare, findings, undefined))
  expect(groups.map(({ code, kind, findings: own }) => [code, kind, own.length])).toEqual([
    ['unknown-deployment', '', 16],
    ['unknown-pipeline', 'build', 2],
    ['unknown-pipeline', 'scan', 2],
    ['unknown-pipeline', 'deploy', 6],
    ['unknown-pipeline', 'verify', 6],
  ])
  expect(single).toEqual([])
})

it('leaves findings ungrouped that are single or have a similar name', () => {
  const typo = text.replace('pipeline: app-1-scan', 'pipeline: app-1-scam').replace('app-2-build', 'app-2-mill')
  const parsed = parseLine(typo)
  const findings = validateLine(parsed, world)
  const { groups, single } = groupFindings(findings, lineViewOf(parsed, world, findings, undefined))
  expect(groups).toEqual([])
  expect(single.map(({ code }) => code)).toEqual(['unknown-pipeline', 'unknown-pipeline'])
})
