import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../result.ts'
import { mergeValues } from './merge-values.ts'
import { parseParameterSet, setSecretReference } from './parameter-set.ts'
import { setParameters } from './set-many.ts'

const base = `# Of the team
config:
  port: "8080"
  logLevel: info # as agreed
  replicas: "1"
secrets:
  - name: token
    key: api-token
`

function done(result: Result<string>): string {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function edited(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return done(setParameters(text, new Map(Object.entries(values))))
}

function merged(theirs: string, mine: string) {
  const merge = mergeValues(base, theirs, mine)
  if (merge === undefined) throw new Error('cannot be merged')
  return merge
}

describe('two versions of one set of values', () => {
  it('takes what only one side changed from that side, and asks where both did', () => {
    const theirs = edited(base, { port: '9090', replicas: '2', added: 'a' })
    const mine = done(setSecretReference(edited(base, { logLevel: 'debug', replicas: '3' }), 'token', 'other'))
    const merge = merged(theirs, mine)
    expect(merge.differences.map(({ id, changedBy }) => [id, changedBy])).toEqual([
      ['config port', 'theirs'],
      ['config logLevel', 'mine'],
      ['config replicas', 'both'],
      ['config added', 'theirs'],
      ['secrets token', 'mine'],
    ])
    expect(parseParameterSet(done(merge.take({})))).toEqual({
      config: { port: '9090', logLevel: 'debug', replicas: '3', added: 'a' },
      secrets: [{ name: 'token', key: 'other' }],
      credentials: {},
    })
    expect(parseParameterSet(done(merge.take({ 'config replicas': 'theirs' }))).config['replicas']).toBe('2')
  })

  it('keeps the comments of the side that wrote some', () => {
    const mine = edited(base, { port: '9090' }).replace('as agreed', 'as agreed in May')
    const text = done(merged(edited(base, { replicas: '2' }), mine).take({}))
    expect(text).toContain('as agreed in May')
    expect(parseParameterSet(text).config).toMatchObject({ port: '9090', replicas: '2' })
    expect(mergeValues(base, base.replace('team', 'teams'), mine)).toBeUndefined()
  })

  it('is the text of either side where all is taken from it', () => {
    const change = fc.dictionary(
      fc.constantFrom('port', 'logLevel', 'replicas', 'added', 'other'),
      fc.option(fc.constantFrom('1', 'x: y', ''), { nil: undefined }),
    )
    fc.assert(
      fc.property(change, change, (others, own) => {
        const [theirs, mine] = [edited(base, others), edited(base, own)]
        const merge = mergeValues(base, theirs, mine)
        const all = (side: 'theirs' | 'mine') =>
          Object.fromEntries((merge?.differences ?? []).map(({ id }) => [id, side]))
        if (merge === undefined) return
        expect(done(merge.take(all('theirs')))).toBe(theirs)
        expect(parseParameterSet(done(merge.take(all('mine'))))).toEqual(parseParameterSet(mine))
      }),
    )
  })
})
