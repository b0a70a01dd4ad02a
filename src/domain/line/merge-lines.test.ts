import { describe, expect, it } from 'vitest'
import { addLink, addStage, removeStages, renameStage, setStageParam } from './edit/stage-edits.ts'
import { addGate, addInput, setResult } from './edit/line-edits.ts'
import { mergeLines } from './merge-lines.ts'
import { parseLine } from './parse.ts'
import { sampleLine } from '../testing/sample-world.ts'
import type { Result } from '../result.ts'

function done(result: Result<string>): string {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function merged(theirs: string, mine: string) {
  const merge = mergeLines(sampleLine, theirs, mine)
  if (merge === undefined) throw new Error('cannot be cut')
  return merge
}

const behind = {
  name: 'check',
  pipeline: 'api-scan',
  deployment: { app: 'api', name: 'staging' },
  runAfter: ['deploy'],
}
const scan = { name: 'scan', pipeline: 'api-scan', deployment: { app: 'api', name: 'staging' }, runAfter: ['build'] }

describe('two versions of one line', () => {
  it('takes what only one side changed from that side', () => {
    const theirs = done(setStageParam(sampleLine, 'deploy', 'logLevel', 'debug'))
    const mine = done(addStage(done(addGate(sampleLine, { name: 'legal' })), scan, 'build'))
    const merge = merged(theirs, mine)
    expect(merge.differences.map(({ stage, changedBy }) => [stage, changedBy])).toEqual([
      ['', 'mine'],
      ['deploy', 'theirs'],
      ['scan', 'mine'],
    ])
    const line = parseLine(merge.take({})).line
    expect(line?.spec.stages.map((stage) => stage.name)).toEqual(['build', 'scan', 'deploy', 'deploy-production'])
    expect(line?.spec.stages[2]?.spec.params?.at(-1)?.value).toBe('debug')
    expect(line?.spec.gates?.map((gate) => gate.name)).toEqual(['production', 'legal'])
  })

  it('asks about each key around the stages where both changed the same lines of one', () => {
    const gate = (count: number) => ({ name: 'production', requiredApprovals: count })
    const theirs = done(addInput(done(addGate(sampleLine, gate(2))), { name: 'ours' }))
    const noted = sampleLine.replace('# build it first', '# build it before all')
    const mine = done(setResult(done(addGate(noted, gate(3))), 'digest', '$(stages.build.results.digest)'))
    const merge = merged(theirs, mine)
    expect(merge.differences.map(({ stage, changedBy }) => [stage, changedBy])).toEqual([
      [':spec.params', 'theirs'],
      [':spec.results', 'mine'],
      [':spec.gates', 'both'],
      [':spec.stages', 'mine'],
    ])
    for (const [taken, approvals] of [
      ['theirs', 2],
      ['mine', 3],
    ] as const) {
      const spec = parseLine(merge.take({ ':spec.gates': taken })).line?.spec
      expect(spec?.params?.map(({ name }) => name)).toEqual(['gitRevision', 'ours'])
      expect(spec?.results?.map(({ name }) => name)).toEqual(['url', 'digest'])
      expect(spec?.gates?.map(({ requiredApprovals }) => requiredApprovals)).toEqual([approvals])
      expect(spec?.stages.length).toBe(3)
      expect(merge.take({})).toContain('# build it before all')
    }
  })

  it('is one stage with both changes when one renamed it and the other changed it, whoever it was', () => {
    const renamed = done(renameStage(sampleLine, 'deploy', 'ship'))
    const changed = done(addStage(done(setStageParam(sampleLine, 'deploy', 'logLevel', 'debug')), behind, 'deploy'))
    for (const merge of [merged(renamed, changed), merged(changed, renamed)]) {
      expect(merge.renames.map(({ theirs, mine }) => [theirs, mine].toSorted())).toEqual([['deploy', 'ship']])
      expect(merge.differences.map(({ stage }) => stage).toSorted()).toEqual(['check', 'ship'])
      const stages = parseLine(merge.take({})).line?.spec.stages ?? []
      expect(stages.map(({ name }) => name)).toEqual(['build', 'ship', 'check', 'deploy-production'])
      expect(stages[1]?.spec.params?.at(-1)).toEqual({ name: 'logLevel', value: 'debug' })
      expect(stages[2]?.runAfter, 'what was put behind it stands behind it').toEqual(['ship'])
    }
  })

  it('asks for one of two new names, and takes mine unless told otherwise', () => {
    const theirs = done(renameStage(sampleLine, 'deploy', 'ship'))
    const mine = done(renameStage(sampleLine, 'deploy', 'roll-out'))
    const merge = merged(theirs, mine)
    expect(merge.renames).toMatchObject([{ base: 'deploy', theirs: 'ship', mine: 'roll-out', changedBy: 'both' }])
    expect(merge.differences).toEqual([])
    expect(merge.take({})).toBe(mine)
    expect(merge.take({ [merge.renames[0]?.id ?? '']: 'theirs' })).toBe(theirs)
  })

  it('takes a stage that both changed from the chosen side', () => {
    const theirs = done(setStageParam(sampleLine, 'deploy', 'logLevel', 'debug'))
    const mine = done(setStageParam(sampleLine, 'deploy', 'logLevel', 'warn'))
    const merge = merged(theirs, mine)
    expect(merge.differences.map(({ stage, changedBy }) => [stage, changedBy])).toEqual([['deploy', 'both']])
    expect(merge.take({ deploy: 'theirs' })).toBe(theirs)
    expect(merge.take({ deploy: 'mine' })).toBe(mine)
  })

  it('joins what both changed in different places of a stage, and around the stages', () => {
    const gates = (name: string) => addGate(sampleLine, { name })
    const theirs = done(setStageParam(done(gates('legal')), 'deploy', 'imageDigest', 'sha256:1'))
    const mine = done(addInput(done(addLink(sampleLine, 'build', 'deploy-production')), { name: 'level' }))
    const both = done(addLink(done(setStageParam(mine, 'deploy', 'x', 'y')), 'build', 'deploy-production'))
    const merge = merged(theirs, both)
    expect(merge.differences.map(({ stage, changedBy }) => [stage, changedBy])).toEqual([
      ['', 'both'],
      ['deploy', 'both'],
      ['deploy-production', 'mine'],
    ])
    const line = parseLine(merge.take({})).line
    expect(line?.spec.params?.map(({ name }) => name)).toEqual(['gitRevision', 'level'])
    expect(line?.spec.gates?.map(({ name }) => name)).toEqual(['production', 'legal'])
    expect(line?.spec.stages[2]?.runAfter).toEqual(['deploy', 'build'])
    expect(merge.take(Object.fromEntries(merge.differences.map(({ stage }) => [stage, 'theirs'])))).toBe(theirs)
  })

  it('knows stages that one side removed', () => {
    const theirs = done(removeStages(sampleLine, ['deploy-production']))
    const merge = merged(theirs, sampleLine)
    expect(parseLine(merge.take({})).line?.spec.stages.map((stage) => stage.name)).toEqual(['build', 'deploy'])
    expect(merge.take({ 'deploy-production': 'mine' }).trimEnd()).toBe(sampleLine.trimEnd())
  })

  it('asks for no name of a stage that one side removed', () => {
    const theirs = done(renameStage(sampleLine, 'deploy-production', 'live'))
    const mine = done(removeStages(sampleLine, ['deploy-production']))
    const merge = merged(theirs, mine)
    expect(merge.renames).toEqual([])
    expect(merge.differences.map(({ stage, mine: own }) => [stage, own])).toEqual([['live', undefined]])
    const names = (text: string) => parseLine(text).line?.spec.stages.map(({ name }) => name)
    expect(names(merge.take({ live: 'theirs' }))).toEqual(['build', 'deploy', 'live'])
    expect(names(merge.take({ live: 'mine' }))).toEqual(['build', 'deploy'])
  })

  it('is either side where all is taken from it', () => {
    const theirs = done(renameStage(sampleLine, 'build', 'make'))
    const mine = done(setStageParam(sampleLine, 'build', 'x', '1'))
    const merge = merged(theirs, mine)
    const all = (side: 'theirs' | 'mine') =>
      Object.fromEntries(
        [...merge.differences.map(({ stage }) => stage), ...merge.renames.map(({ id }) => id)].map((id) => [id, side]),
      )
    const names = (text: string) => parseLine(text).line?.spec.stages
    expect(names(merge.take(all('mine')))).toEqual(names(mine))
    expect(names(merge.take(all('theirs')))).toEqual(names(theirs))
  })

  it('leaves texts that cannot be cut to people', () => {
    expect(mergeLines(sampleLine, sampleLine, '{ spec: {} }')).toBeUndefined()
  })
})
