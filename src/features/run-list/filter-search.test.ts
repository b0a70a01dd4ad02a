import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runStateSchema } from '#domain/run/state-names.ts'
import { askedOf, filterSearch, isWide, type ListFilter, readFilter } from './filter-search.ts'

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const word = fc.string({ minLength: 1 })
const filters: fc.Arbitrary<ListFilter> = fc.record({
  text: fc.string(),
  line: optional(word),
  state: optional(fc.constantFrom('active' as const, ...runStateSchema.options)),
  environment: optional(word),
  who: optional(word),
  when: optional(fc.constantFrom('24h' as const, '7d' as const, '30d' as const)),
})

it('a filter survives its address', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(readFilter(new URLSearchParams(filterSearch(filter).toString()))).toEqual(filter)
    }),
  )
})

it('ignores invalid values in an address', () => {
  expect(isWide(readFilter(new URLSearchParams('state=odd&when=ever')))).toBe(true)
})

it('translates people, periods and states to the format of the API', () => {
  const asked = askedOf({ text: ' a ', who: 'me', when: '24h', state: 'active' }, 'dan', Date.UTC(2026, 0, 2))
  expect(asked).toEqual({
    text: 'a',
    by: 'dan',
    from: '2026-01-01T00:00:00.000Z',
    state: expect.stringMatching(/^running,(?!.*(succeeded|superseded))/),
  })
})
