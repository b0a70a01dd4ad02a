import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { lineViewOf } from '../line/line-view.ts'
import { designerMessages } from '../messages.ts'
import { outlineRows } from './outline-rows.ts'

it('numbers every row on its level', () => {
  const view = lineViewOf(parseLine(sampleLine), sampleWorld, [], undefined)
  const rows = outlineRows(view, new Set(), translator(designerMessages, 'en'))
  const heads = rows.filter(({ level }) => level === 1)
  expect(heads.length).toBeGreaterThan(1)
  expect(heads.map(({ position, count }) => [position, count])).toEqual(
    heads.map((_head, index) => [index + 1, heads.length]),
  )
  const stages = rows.slice(
    1,
    rows.findIndex((row) => row === heads[1]),
  )
  expect(stages.map(({ position, count }) => [position, count])).toEqual(
    view.line.spec.stages.map((_stage, index) => [index + 1, view.line.spec.stages.length]),
  )
})
