import { describe, expect, it } from 'vitest'
import { parseLine } from '../line/parse.ts'
import { sampleLine, sampleWorld } from '../testing/sample-world.ts'
import type { World } from '../line/world.ts'
import { impactOf } from './impact.ts'

function side(world: World = sampleWorld, text = sampleLine) {
  const { line } = parseLine(text)
  return { world, lines: line === undefined ? [] : [line] }
}
const withLayers = (layers: Partial<World['layers']>): World => ({
  ...sampleWorld,
  layers: { ...sampleWorld.layers, ...layers },
})

describe('what a change set changes', () => {
  it('is nothing when nothing counts differently', () => {
    expect(impactOf(side(), side())).toEqual([])
    // The Deployment's own value takes precedence.
    expect(impactOf(side(), side(withLayers({ environments: { staging: { replicas: '99' } } })))).toEqual([])
  })

  it('names stages, values and gates that a layer reaches', () => {
    const after = side(withLayers({ project: { ...sampleWorld.layers.project, logLevel: 'debug' } }))
    expect(impactOf(side(), after)).toMatchObject([
      {
        stage: 'deploy',
        environment: 'staging',
        gates: [],
        values: [{ name: 'logLevel', before: 'info', after: 'debug' }],
        isRebuilt: false,
      },
      { stage: 'deploy-production', environment: 'production', gates: ['production'] },
    ])
  })

  it('names stages that an input of the line reaches, though their own text is as it was', () => {
    const after = side(sampleWorld, sampleLine.replace('- name: gitRevision\n', '- name: revision\n'))
    expect(impactOf(side(), after)).toMatchObject([{ stage: 'build', isRebuilt: false }])
    expect(impactOf(side(), side(sampleWorld, `${sampleLine}# an afterthought\n`))).toEqual([])
  })

  it('takes the stages of an application whose QVS Config is another one', () => {
    const found = impactOf(side(), side(), new Set(['api']))
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ application, isRebuilt }) => application === 'api' && isRebuilt)).toBe(true)
    expect(found.every(({ isOnlyReconfigured }) => isOnlyReconfigured)).toBe(true)
    const after = side(withLayers({ project: { ...sampleWorld.layers.project, logLevel: 'debug' } }))
    expect(impactOf(side(), after, new Set(['api'])).find(({ stage }) => stage === 'deploy')).toMatchObject({
      isOnlyReconfigured: false,
    })
  })

  it('names stages that come and go', () => {
    const shorter = sampleLine.slice(0, sampleLine.indexOf('    - name: deploy-production'))
    expect(impactOf(side(), side(sampleWorld, shorter))).toMatchObject([
      { stage: 'deploy-production', isPublished: true, isDrafted: false, isRebuilt: true },
    ])
  })

  it('says where a Deployment was that goes', () => {
    const gone = { ...sampleWorld, deployments: sampleWorld.deployments.filter(({ name }) => name !== 'staging') }
    const [first] = impactOf(side(), side(gone))
    expect(first).toMatchObject({ deployment: 'staging', environment: 'staging', isDrafted: true })
  })

  it('knows a stage that has another name', () => {
    const text = sampleLine.replace('- name: deploy-production', '- name: live')
    expect(impactOf(side(), side(sampleWorld, text))).toMatchObject([
      { stage: 'live', formerly: 'deploy-production', isPublished: true, isDrafted: true, values: [] },
    ])
  })
})
