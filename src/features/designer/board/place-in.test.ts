import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { lineViewOf } from '../line/line-view.ts'
import { placeIn } from './place-in.ts'

const view = lineViewOf(parseLine(sampleLine), sampleWorld, [], undefined)
const placed = (selected: string) => placeIn({ drawn: undefined, view, selected }, undefined)

it('without a point something goes behind the stage that is selected', () => {
  expect(placed('build')).toMatchObject({ behind: 'build', application: 'api' })
})

it('behind nothing where that went with an undo, or is a gate', () => {
  expect(placed('gone')).toEqual({})
  expect(placed('gate:production')).toEqual({})
})
