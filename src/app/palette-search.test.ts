import { describe, expect, it } from 'vitest'
import { closestFirst, containsAll } from './palette-search.ts'

function group(title: string, ...entries: readonly (readonly [title: string, words?: string])[]) {
  return { title, entries: entries.map(([name, words = '']) => ({ title: name, words })) }
}

function titles(groups: readonly { readonly entries: readonly { readonly title: string }[] }[]) {
  return groups.flatMap(({ entries }) => entries.map(({ title }) => title))
}

describe('the search of the palette', () => {
  it('finds each typed word in any order, in any width of letters', () => {
    expect(containsAll('Go to Settings', 'settings go')).toBe(true)
    expect(containsAll('Go to Settings', 'ｓｅｔｔｉｎｇｓ')).toBe(true)
    expect(containsAll('Go to Settings', 'settings gate')).toBe(false)
  })

  it('puts a title that begins so before a word of a title, and both before words that are not shown', () => {
    const groups = [group('Designer', ['Insert', 'gate stage'], ['Add gate']), group('Go', ['Gates'], ['Investigate'])]
    expect(titles(closestFirst(groups, 'gate'))).toEqual(['Gates', 'Investigate', 'Add gate', 'Insert'])
  })

  it('keeps the order of equals and leaves out what does not match', () => {
    const groups = [group('A', ['run one'], ['other'], ['run two']), group('B', ['nothing'])]
    expect(titles(closestFirst(groups, 'run'))).toEqual(['run one', 'run two'])
  })

  it('leaves everything as it is while nothing is typed', () => {
    const groups = [group('A', ['b'], ['a'])]
    expect(closestFirst(groups, ' ')).toBe(groups)
  })
})
