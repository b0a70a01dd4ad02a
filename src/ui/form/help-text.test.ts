import { expect, it } from 'vitest'
import { helpText, isPlain, withoutMarks } from './help-text.ts'

it('shows the first paragraph and keeps the rest', () => {
  const doc = 'How often it runs.\nAs a `cron` line.\n\nSee [the manual](https://example.org/cron).\n'
  expect(helpText(doc)).toEqual({
    first: 'How often it runs.\nAs a `cron` line.',
    rest: 'See [the manual](https://example.org/cron).',
  })
  expect(helpText(' One. ')).toEqual({ first: 'One.', rest: '' })
  expect(helpText('')).toEqual({ first: '', rest: '' })
})

it('ends a paragraph where a list, a table or a block of code begins', () => {
  expect(helpText('One of\n- a\n- b')).toEqual({ first: 'One of', rest: '- a\n- b' })
  expect(helpText('Such as\n```\na: 1\n```')).toEqual({ first: 'Such as', rest: '```\na: 1\n```' })
  expect(helpText('1.5 times as much, or\n-3 of them')).toEqual({
    first: '1.5 times as much, or\n-3 of them',
    rest: '',
  })
})

it('has no first paragraph where a text begins with something else', () => {
  expect(helpText('- a\n- b')).toEqual({ first: '', rest: '- a\n- b' })
})

it('joins Japanese lines without a blank', () => {
  expect(helpText('デプロイの\n名前です。').first).toBe('デプロイの名前です。')
})

it('recognises text that has no Markdown', () => {
  expect(isPlain('Seconds until it gives up, 30 or more.')).toBe(true)
  expect(isPlain('The `name`.')).toBe(false)
  expect(isPlain('See https://example.org')).toBe(false)
})

it('removes markup for places that only take text', () => {
  expect(withoutMarks('The **name** of [it](https://x.org), `snake_case` or _so_.')).toBe(
    'The name of it, snake_case or so.',
  )
})
