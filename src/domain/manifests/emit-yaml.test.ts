import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { emitYaml, leafKey, type Data } from './emit-yaml.ts'

const short = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', ':', '#', '-', '"', "'", '\\', '|', '$', '(', '0', '.') }),
  fc.constantFrom(
    'yes',
    'No',
    'null',
    '~',
    '1e3',
    '0x1F',
    '1:30',
    '2020-01-01',
    '- a',
    'a: b',
    '=',
    '<<',
    '.inf',
    '!x',
    '&a',
    '*a',
    '%a',
    '@a',
    '`a',
  ),
)

/** Includes scripts: YAML writers treat long texts and lines of only blanks specially. */
const text = fc.oneof(
  short,
  fc
    .array(fc.oneof(short, fc.constantFrom('\t\t', '  ', '', 'echo "$(params.a)" \\')), { minLength: 8 })
    .map((lines) => lines.join('\n')),
)

const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== '' && key !== '__proto__' && key !== '<<'),
      tie('data'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}))

describe('emitYaml', () => {
  it('gives back the same data when read, by YAML 1.2 and by YAML 1.1', () => {
    const document = fc.dictionary(fc.constantFrom('kind', 'spec', 'data', 'a b'), data, { noNullPrototype: true })
    fc.assert(
      fc.property(document, fc.constantFrom('sorted' as const, 'tekton' as const), (value, order) => {
        const emitted = emitYaml(value, order).text
        expect(parse(emitted)).toEqual(value)
        expect(parse(emitted, { version: '1.1' })).toEqual(value)
      }),
      { numRuns: 400 },
    )
  })

  it('sorts keys at every level and writes the same bytes whatever order they came in', () => {
    const one = emitYaml({ b: { d: 1, c: [{ z: 1, y: 2 }] }, a: 'x' }).text
    expect(one).toBe('a: x\nb:\n  c:\n    - "y": 2\n      z: 1\n  d: 1\n')
    expect(emitYaml({ a: 'x', b: { c: [{ y: 2, z: 1 }], d: 1 } }).text).toBe(one)
  })

  it('writes Tekton documents in the order that people read them in, scripts as blocks', () => {
    const { text: emitted } = emitYaml(
      { spec: { steps: [{ script: '#!/bin/sh\necho 1\n', name: 's' }], params: [] }, kind: 'Task' },
      'tekton',
    )
    expect(emitted).toBe(
      'kind: Task\nspec:\n  params: []\n  steps:\n    - name: s\n      script: |\n        #!/bin/sh\n        echo 1\n',
    )
  })

  it('keeps a script a script when a line of it holds nothing but tabs', () => {
    const script = '#!/usr/bin/env bash\nif [ "$mode" = "a" ]; then\n\t\t\n\techo "the mode is $mode"\nfi'
    const { text } = emitYaml({ steps: [{ script }] }, 'tekton')
    expect(text.split('\n').slice(0, 5)).toEqual([
      'steps:',
      '  - script: |-',
      '      #!/usr/bin/env bash',
      '      if [ "$mode" = "a" ]; then',
      '      \t\t',
    ])
    expect(parse(text)).toEqual({ steps: [{ script }] })
  })

  it('knows the line of every value', () => {
    const { lines } = emitYaml({ spec: { list: [{ b: 1, a: 'x\ny\n' }, 2] } })
    expect(
      [['spec'], ['spec', 'list', 0], ['spec', 'list', 0, 'a'], ['spec', 'list', 0, 'b'], ['spec', 'list', 1]].map(
        (path) => lines.get(leafKey(path)),
      ),
    ).toEqual([1, 3, 3, 6, 7])
  })
})
