import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aLaunch, openSupervisedFolder } from './supervised-folder.ts'
import type { SupervisedFolder } from './supervised-folder.ts'

let folder: SupervisedFolder
beforeAll(async () => {
  folder = await openSupervisedFolder({ mostProcesses: 200 })
})
afterAll(() => folder.close())

describe.each(['process', 'bwrap'] as const)('a step in isolation %s', (isolation) => {
  it('ends a step that uses more memory than it may', async () => {
    const eater = '#!/usr/bin/env node\nconst all = []\nsetInterval(() => all.push(Buffer.alloc(20_000_000, 1)), 20)'
    const computeResources = { limits: { memory: '300Mi', cpu: '1' } }
    const launch = aLaunch(`${isolation}-eater`, isolation, [{ script: eater, computeResources }])
    const status = await folder.run(launch)
    expect(status.condition).toMatchObject({ reason: 'Failed', message: '"step-s0" exited with code 137' })
    expect(status.steps[0]).toMatchObject({ exitCode: 137, reason: 'OOMKilled' })
    expect(folder.log(launch, 's0').at(-1)).toContain('its limit of 300Mi of memory')
  })

  it('ends a step that starts processes without end, those of ended parents too', async () => {
    const bomb = 'for a in $(seq 30); do (for b in $(seq 30); do sleep 60 & done) & done; wait; sleep 60'
    const launch = aLaunch(`${isolation}-bomb`, isolation, [{ script: bomb }])
    const status = await folder.run(launch)
    expect(status.steps[0]).toMatchObject({ exitCode: 137, reason: 'Error' })
    expect(folder.log(launch, 's0').at(-1)).toBe('It had more than 200 processes at once and was ended')
  })
})
