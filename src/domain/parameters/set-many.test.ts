import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseParameterSet } from './parameter-set.ts'
import { setParameters } from './set-many.ts'

const text = '# staging\nconfig:\n  replicas: 2 # two\n  port: "8080"\n\nsecrets: [] # none yet\n'

describe('setting many values', () => {
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

  it('gives the values that were meant, whatever the texts and the form of the document', () => {
    const documents = fc.constantFrom(
      text,
      '',
      'config: {}\n',
      'config: { a: b }',
      'config:\r\n    a: b\r\n    c: |\r\n      long\r\n',
      'config:\n  a: &x b\n  c: *x\n',
      '# only a comment',
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
