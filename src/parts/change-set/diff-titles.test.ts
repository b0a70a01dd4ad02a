import { expect, it } from 'vitest'
import { translator } from '#ui/i18n/use-messages.tsx'
import { changeSetMessages } from './change-set-messages.ts'
import { diffTitles } from './diff-titles.ts'

it('says whether a text is new, deleted or changed', () => {
  const t = translator(changeSetMessages, 'en')
  const titles = [
    ['', 'a'],
    ['a', ''],
    ['a', 'b'],
  ].map(([before = '', after = '']) => diffTitles(t, before, after).beforeTitle)
  expect(titles).toEqual(['New', 'Deleted', 'Published, then draft'])
})
