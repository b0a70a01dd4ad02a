import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Query } from '#domain/logs/log-search.ts'
import { linearPattern } from './linear-pattern.ts'

const atom = fc.constantFrom(
  'a',
  'b',
  '漢',
  'k',
  '.',
  '\\d',
  '\\s',
  '\\S',
  '\\w',
  '[ab]',
  '[^a]',
  '[\\s1]',
  '(a|b1)',
  '(?:ab)',
  '\\u3000',
  '\\.',
)
const quantified = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '+?')).map((parts) => parts.join(''))
const pattern = fc.array(quantified, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
const text = fc
  .array(fc.constantFrom('a', 'b', 'A', '1', ' ', '\u3000', '漢', '😀', '.', 'K', '_'), { maxLength: 12 })
  .map((parts) => parts.join(''))

function counted(query: Query, line: string): number | undefined {
  const counts = linearPattern(query)
  return counts.ok ? counts.value(line) : undefined
}

/** What the browser's regular expressions find, without empty matches. */
function expected(words: string, flags: string, line: string): number {
  return [...line.matchAll(new RegExp(words, flags))].filter(([hit]) => hit !== '').length
}

describe('linearPattern', () => {
  it('finds what a JavaScript pattern finds', () => {
    fc.assert(
      fc.property(pattern, text, fc.boolean(), (words, line, matchCase) => {
        const query = { words, matchCase, wholeWord: false, regexp: true }
        expect(counted(query, line)).toBe(expected(words, matchCase ? 'gu' : 'giu', line))
      }),
      { numRuns: 2000 },
    )
  })

  it('finds whole words of any script, one right after the other', () => {
    const query = { words: '[a-z漢]+', matchCase: true, wholeWord: true, regexp: true }
    expect(counted(query, 'one two, three_ 漢字 漢 four')).toBe(4)
  })

  it('takes no longer for a pattern that would backtrack endlessly', () => {
    const query = { words: '(a+)+$', matchCase: true, wholeWord: false, regexp: true }
    // A backtracking engine would need 2^200 steps.
    expect(counted(query, `${'a'.repeat(200)}!`)).toBe(0)
  })

  it('says what it does not search for', () => {
    for (const words of ['(?<=a)b', '(?=a)', '(a)\\1'])
      expect(linearPattern({ words, matchCase: true, wholeWord: false, regexp: true })).toMatchObject({
        error: { code: 'unsupported' },
      })
    for (const words of ['(', 'a\\-', '[[:alpha:]]'])
      expect(linearPattern({ words, matchCase: true, wholeWord: false, regexp: true })).toMatchObject({
        error: { code: 'invalid-request' },
      })
  })
})
