import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseParameterSet } from './parameter-set.ts'
import { setParameters } from './set-many.ts'

const text = '# staging\nconfig:\n  replicas: 2 # two\n  port: "8080"\n\nsecrets: [] # none yet\n'

describe('setting many values', () => {
  it('keeps the block and its place when everything else is taken out', () => {
    const values = { replicas: undefined, port: undefined, logLevel: 'info' }
    for (const changes of [Object.entries(values), Object.entries(values).toReversed()]) {
      const set = setParameters(text, new Map(changes))
      expect(set).toEqual({ ok: true, value: '# staging\nconfig:\n  logLevel: info\n\nsecrets: [] # none yet\n' })
    }
  })

  it('keeps comments and everything else', () => {
    const set = setParameters(
      text,
      new Map([
        ['replicas', '3'],
        ['logLevel', 'info'],
        ['yes', 'no'],
      ]),
    )
    expect(set).toEqual({
      ok: true,
      value: text.replace('2 # two', '"3" # two').replace('"8080"\n', '"8080"\n  logLevel: info\n  "yes": "no"\n'),
    })
  })

  it('writes the first values one a line', () => {
    const changes = new Map([
      ['replicas', '3'],
      ['logLevel', 'info'],
    ])
    const lines = 'config:\n  replicas: "3"\n  logLevel: info\n'
    expect(setParameters('', changes)).toEqual({ ok: true, value: lines })
    expect(setParameters('# ours\nconfig: {}\nsecrets: []\n', changes)).toEqual({
      ok: true,
      value: `# ours\n${lines}secrets: []\n`,
    })
  })

  it('takes several out at once', () => {
    const many = 'config:\n  a: x\n  b: y\n  c: z # stays\n'
    const set = setParameters(
      many,
      new Map([
        ['a', undefined],
        ['b', undefined],
      ]),
    )
    expect(set).toEqual({ ok: true, value: 'config:\n  c: z # stays\n' })
  })

  it('gives the values that were meant, whatever the texts and the form of the document', () => {
    const documents = fc.constantFrom(
      text,
      '',
      'config: {}\n',
      'config: { a: b }',
      'config: { a: b, "c": "x, y" } # all\n',
      'config:\r\n    a: b\r\n    c: |\r\n      long\r\n',
      'config:\n  a: &x b\n  c: *x\n',
      '# only a comment',
      'config: {} # none\nsecrets: []\n',
      'config:\n  # of a\n  a: b\n  replicas: 1 # one\n  c: d',
    )
    const names = fc.constantFrom('replicas', 'a', 'c', 'new', 'on')
    const values = fc.option(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('007', 'true', 'a: b', '#')), {
      nil: undefined,
    })
    fc.assert(
      fc.property(documents, fc.array(fc.tuple(names, values), { maxLength: 5 }), (document, entries) => {
        const changes = new Map(entries)
        const before = parseParameterSet(document).config
        const set = setParameters(document, changes)
        if (!set.ok) return
        const wanted: Record<string, string> = { ...before }
        for (const [name, value] of changes)
          if (value === undefined) delete wanted[name]
          else wanted[name] = value
        expect(parseParameterSet(set.value).config).toEqual(wanted)
      }),
    )
  })
})
