import { describe, expect, it } from 'vitest'
import { aliasesWithoutAnchor, mostOfMany, parse, parseAllDocuments, parseDocument } from './yaml.ts'

const doubledIn = (text: string) => parseDocument(text).errors.map(({ code, pos }) => [code, pos[0]])

describe('a key that is there twice', () => {
  it('is found in blocks and in flow style, at any depth, in the order of the text', () => {
    const text = 'a: 1\nb:\n  - { x: 1, y: 2, x: 3 }\n  - c: 1\n    "c": 2\na: 2\n'
    const at = (mark: string, from = 0): number => text.indexOf(mark, from)
    expect(doubledIn(text)).toEqual([
      ['DUPLICATE_KEY', at('x: 3')],
      ['DUPLICATE_KEY', at('"c"')],
      ['DUPLICATE_KEY', at('a: 2')],
    ])
    expect(doubledIn('1: a\n"1": b\n')).toEqual([])
  })

  it('is refused where a value is asked for, with its line', () => {
    expect(() => parse('a: 1\nb: 2\na: 3\n')).toThrow('Map keys must be unique at line 3')
    expect(() => parse('a: [1\n')).toThrow(/at line 2/)
    expect(parse('a: { b: 1 }')).toEqual({ a: { b: 1 } })
  })

  it('is looked for in every document of a text', () => {
    expect(parseAllDocuments('a: 1\n---\nb: 1\nb: 2\n').map(({ errors }) => errors.length)).toEqual([0, 1])
    expect(parseAllDocuments('')).toEqual([])
  })

  it('costs no comparison of each key with all others', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}: v`)
    const { errors } = parseDocument([...keys, 'k7: v', ''].join('\n'), { most: mostOfMany })
    // Comparing each key with all others would exceed the test's time-out many times over.
    expect(errors.map(({ code, pos }) => [code, pos[0]])).toEqual([['DUPLICATE_KEY', keys.join('\n').length + 1]])
  })
})

describe('texts that would keep a reader busy for minutes', () => {
  it('have no value within itself', () => {
    const { errors } = parseDocument('a: &a { b: [*a] }\nc: &c [1]\nd: [*c]\n')
    expect(errors.map(({ code, pos }) => [code, pos[0]])).toEqual([['BAD_ALIAS', 12]])
    expect(parseAllDocuments('- &x [*x]\n').map((one) => one.errors.length)).toEqual([1])
  })

  it('have no keys that are collections, at any depth', () => {
    const { errors } = parseDocument('? [x]\n: c\nb: 1\n')
    expect(errors.map(({ code, pos }) => [code, pos[0]])).toEqual([['NON_STRING_KEY', 2]])
    for (const mark of ['{ ', '? ']) {
      const document = parseDocument(mark.repeat(2000))
      expect(document.errors.length).toBeGreaterThan(0)
      document.toJS()
    }
  })

  it('have each alias followed at once', () => {
    const [anchors, aliases] = ['&', '*'].map((mark) =>
      Array.from({ length: 10_000 }, (_, index) => `- ${mark}a${index}${mark === '&' ? ` x${index}` : ''}\n`).join(''),
    )
    const document = parseDocument(`- &a7 first\n- *a7\n${anchors}${aliases}- *none\n`)
    expect(aliasesWithoutAnchor(document).map(({ source }) => source)).toEqual(['none'])
    const value: unknown = parseDocument(`- &a7 first\n- *a7\n${anchors}${aliases}`).toJS({ maxAliasCount: -1 })
    expect(Array.isArray(value) && [value[1], value[10_009], value.at(-1)]).toEqual(['first', 'x7', 'x9999'])
  })

  it('are told some of what is wrong with them, without a copy of their one long line for each', () => {
    const { errors } = parseDocument('&a '.repeat(40_000))
    expect(errors).toHaveLength(100)
    expect(errors.map(({ message }) => message.length).toSorted((a, b) => b - a)[0]).toBeLessThan(100)
  })

  it('are not read when they have too much in them, however that is written', () => {
    for (const text of ['k: v\n'.repeat(25_000), `[${'a,'.repeat(60_000)}]`, '- \n'.repeat(60_000)]) {
      const { errors, contents } = parseDocument(text)
      expect(errors.map(({ code }) => code)).toEqual(['RESOURCE_EXHAUSTION'])
      expect(contents).toBeNull()
    }
    // A long text is fine if it has few tokens, such as a script or a note.
    expect(parseDocument(`a: |\n${'  some line of a script\n'.repeat(10_000)}`).errors).toEqual([])
    const [many] = parseAllDocuments('- a\n'.repeat(50_000))
    expect(many?.errors).toEqual([])
    expect(parseAllDocuments('k: v\n'.repeat(150_000)).flatMap(({ errors }) => errors)).toHaveLength(1)
  })
})
