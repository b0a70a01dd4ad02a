import { expect, it } from 'vitest'
import { translator } from '#ui/i18n/use-messages.tsx'
import { cellSentence } from './cell-sentence.ts'
import { parametersMessages } from './messages.ts'

it.each([
  ['en', 'empty, from Adapter default'],
  ['ja', '空（アダプタの既定値）'],
] as const)('a default that is empty is a word, in %s', (language, sentence) => {
  const t = translator(parametersMessages, language)
  expect(cellSentence(t, { state: 'known', value: '', layer: 'default' })).toBe(sentence)
})
