import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { draftedLine, olderText } from './use-line-impact.ts'

it('compares a draft with the version that it began from, even if a newer one is published', () => {
  const id = 'line/release'
  expect(olderText(id, 'v1', [{ id, text: 'v1' }])).toEqual({})
  expect(olderText(id, 'v1', [{ id, text: 'v2' }])).toEqual({ [id]: 'v1' })
  expect(olderText(id, 'v1', []), 'deleted meanwhile').toEqual({ [id]: 'v1' })
  expect(olderText(id, '', [{ id, text: 'v2' }]), 'a new line').toEqual({})
  expect(olderText(id, 'v1', undefined), 'not known yet').toEqual({})
})

it('reads the draft itself where the page has not got to it', () => {
  const text = 'apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nmetadata: {name: a}\nspec: {stages: []}\n'
  const { line } = parseLine(text.replace('name: a', 'name: shown'))
  if (line === undefined) throw new Error('the line cannot be read')
  const unread = parseLine('')
  expect(draftedLine({ parsed: unread, line }, text).metadata.name).toBe('a')
  expect(draftedLine({ parsed: unread, line }, '- ').metadata.name, 'broken: the last good one').toBe('shown')
  expect(draftedLine({ parsed: parseLine(text), line }, text)).toBe(line)
})
