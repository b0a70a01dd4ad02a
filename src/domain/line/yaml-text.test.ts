import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { openYaml, yamlOptions } from './yaml-text.ts'

const anchor = fc.constantFrom('a', 'b', 'c')

/** Lists of anchors, aliases and merge keys in any order; some refer to anchors that do not exist. */
const item = fc.oneof(
  fc.tuple(anchor, fc.integer({ min: 0, max: 9 })).map(([name, value]) => `- &${name} { x: ${String(value)} }`),
  fc.tuple(anchor, anchor).map(([name, of]) => `- &${name} [*${of}, { <<: *${of}, y: 1 }]`),
  anchor.map((name) => `- *${name}`),
  anchor.map((name) => `- { <<: *${name}, x: 2 }`),
)

test('an alias stands for what the library takes it for: the last anchor of its name before it', () => {
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 12 }), (items) => {
      const text = `${items.join('\n')}\n`
      let wanted: unknown
      try {
        wanted = parseDocument(text, { ...yamlOptions, intAsBigInt: false }).toJS()
      } catch {
        wanted = undefined
      }
      expect(openYaml(text).value).toEqual(wanted)
    }),
  )
})

test('texts that grow without end by aliases of aliases are refused', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const of = level === 0 ? Array(9).fill('x') : Array(9).fill(`*l${String(level - 1)}`)
    return `l${String(level)}: &l${String(level)} [${of.join(', ')}]`
  })
  const { value, findings } = openYaml(levels.join('\n'))
  expect(value).toBeUndefined()
  expect(findings.map(({ args }) => args?.['reason'])).toEqual(['ALIAS'])
})

test('an alias is followed to the place of its anchor', () => {
  const { rangeAt } = openYaml('first: &d\n  app: shop\nsecond: *d\n')
  expect(rangeAt(['second', 'app']).line).toBe(2)
})

test('a text that is nested too deeply is told as such, not by the stack of its parser', () => {
  const { findings } = openYaml(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`)
  expect(findings[0]).toMatchObject({
    severity: 'error',
    message: 'The text has too much in it to be read, or is nested too deeply',
    place: { line: 1 },
  })
})

test('a key that stands twice is named, with both of its lines', () => {
  const { findings } = openYaml('spec:\n  a: 1\n  "b": 2\n  c: { d: 1, d: 2 }\n  b: 3\n')
  expect(findings.map(({ message, place }) => [message, place.line])).toEqual([
    ['The key d is there twice: also on line 4', 4],
    ['The key b is there twice: also on line 3', 5],
  ])
})

test.each([
  ['a: 1\nb: "x\nc: 2\n', '2:4', '"'],
  ["a: 'x\n  y", '1:4', "'"],
  ['a:\n  - b: ["x, y]\n    c: "z"\n', '2:9', '"'],
  ['a:\n  - b: [x, { y: 1 }\n    c: 2\n  - d: { e: 1 }\n', '2:8', '['],
  ['a: { b: [1, 2], c: 3\n', '1:4', '{'],
  ['{"a": [1, {"b": 1}, "c": 2}', '1:7', '['],
])('what is never closed is told where it opens: %j', (text, place, mark) => {
  const told = openYaml(text).findings.map(({ message, place: { line, column } }) => [`${line}:${column}`, message])
  expect(told).toEqual([[place, `What ${mark} opens here is never closed`]])
})

test('what is wrong before it is told as well', () => {
  const { findings } = openYaml('a: &x *y\nb: [1\nc: 2\n')
  expect(findings.map(({ args }) => args?.['reason'])).toEqual(['ALIAS_PROPS', 'NOT_CLOSED'])
})

test('an alias without an anchor is told where it stands', () => {
  const { findings, value } = openYaml('a: &x 1\nb: { <<: *y }\nc: *x\nd: *z\n')
  expect(value).toBeUndefined()
  expect(findings.map(({ args, place: { line, column } }) => [args?.['reason'], line, column])).toEqual([
    ['BAD_ALIAS', 2, 10],
    ['BAD_ALIAS', 4, 4],
  ])
})
