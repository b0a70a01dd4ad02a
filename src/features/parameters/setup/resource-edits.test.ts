import { describe, expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { usersOf } from './resource-edits.ts'

const line = parseLine(sampleLine).line
const lines = line === undefined ? [] : [line]

describe('what still uses a resource', () => {
  it('are the lines that deliver to it', () => {
    for (const id of ['environment/staging', 'deployment/api/staging', 'application/api'])
      expect(usersOf(sampleWorld, lines, id)).toEqual([`line/${line?.metadata.name ?? ''}`])
    expect(usersOf(sampleWorld, [], 'environment/staging')).toEqual([])
    expect(usersOf(sampleWorld, lines, 'environment/nowhere')).toEqual([])
  })

  it('are the applications whose QVS Config is in a repository', () => {
    const [application] = sampleWorld.applications
    expect(usersOf(sampleWorld, lines, `repository/${application?.qvsConfigRepository ?? ''}`)).toEqual([
      `application/${application?.name ?? ''}`,
    ])
  })
})
