import { expect, it } from 'vitest'
import { headingNames } from './heading-names.ts'

it('names headings as links in READMEs do', () => {
  expect(
    headingNames(['What it composes', 'Parameters', 'The `image` (v2): how?', 'パラメータ', 'Parameters']),
  ).toEqual(['what-it-composes', 'parameters', 'the-image-v2-how', 'パラメータ', 'parameters-1'])
})
