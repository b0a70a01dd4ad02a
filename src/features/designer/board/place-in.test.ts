import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { lineViewOf } from '../line/line-view.ts'
import { placeIn } from './place-in.ts'

const view = lineViewOf(parseLine(sampleLine), sampleWorld, [], undefined)
const placed = (selected: string) => placeIn({ drawn: undefined, view, selected }, undefined)

it('inserts behind the selected stage when there is no point', () => {
  expect(placed('build')).toMatchObject({ behind: 'build', application: 'api' })
})

it('inserts behind nothing when the selection is a gate or was undone', () => {
  expect(placed('gone')).toEqual({})
  expect(placed('gate:production')).toEqual({})
})
