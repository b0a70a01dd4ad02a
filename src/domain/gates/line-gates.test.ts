import { expect, it } from 'vitest'
import { parseLine } from '../line/parse.ts'
import { gatesOfLine } from './line-gates.ts'

const text = `apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata: { name: shop }
spec:
  gates:
    - { name: release, title: Release to production, requiredApprovals: 2 }
    - { name: unused }
  stages:
    - name: deploy
      spec: { pipeline: api-deploy, deployment: { app: api, name: live } }
      gates: [release]
`

it('names the environment behind a gate, and leaves out gates that hold nothing', () => {
  const { line } = parseLine(text)
  if (line === undefined) throw new Error('The text is a line')
  const deployment = { application: 'api', name: 'live', environment: 'production', displayName: 'Live' }
  const deployments = [{ ...deployment, config: {}, secrets: [], credentials: {} }]
  expect(gatesOfLine(line, deployments)).toEqual([
    { name: 'release', title: 'Release to production', wanted: 2, environment: 'production' },
  ])
  expect(gatesOfLine(line, [])).toEqual([])
})
