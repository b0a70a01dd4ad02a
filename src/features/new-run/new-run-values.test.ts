import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dryRunCommand, inputsOfAddress, startSearch, startValues } from './new-run-values.ts'

const form = {
  inputs: [
    { name: 'revision', type: 'string', description: '', default: 'main', repositories: [] },
    { name: 'ticket', type: 'string', description: '', repositories: [] },
  ],
  last: { run: 'r', number: 7, inputs: { revision: 'v1', ticket: 'T-1' } },
}

describe('values of the start form', () => {
  it('come from what was typed, then the link, the earlier run, the default, the last run', () => {
    const from = (typed: Record<string, string>, link: Record<string, string>, run?: Record<string, string>) =>
      startValues(form, typed, { link, run })['revision']
    expect(from({ revision: 'a' }, { revision: 'b' })).toEqual({ value: 'a', from: 'typed' })
    expect(from({}, { revision: 'b' }, { revision: 'c' })).toEqual({ value: 'b', from: 'link' })
    expect(from({}, {}, { revision: 'c' })).toEqual({ value: 'c', from: 'run' })
    expect(from({}, {})).toEqual({ value: 'main', from: 'default' })
    expect(startValues(form, {}, { link: {}, run: undefined })['ticket']).toEqual({ value: 'T-1', from: 'last' })
    expect(startValues({ inputs: form.inputs }, {}, { link: {}, run: undefined })['ticket']?.from).toBe('none')
  })

  it('keep an emptied field empty', () => {
    expect(startValues(form, { revision: '' }, { link: { revision: 'b' }, run: undefined })['revision']?.value).toBe('')
  })
})

it('an address gives back the inputs that it was made from', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (inputs) => {
      const search = new URLSearchParams(startSearch({ inputs, note: 'n', version: 2 }).toString())
      expect({ ...inputsOfAddress(search) }).toEqual({ ...inputs })
    }),
  )
})

it('the command quotes what a shell would read', () => {
  expect(dryRunCommand('p', 'l', { a: 'main', b: "it's $HOME" })).toBe(
    String.raw`bin/linewright run start l --project p --input a=main --input 'b=it'\''s $HOME' --dry-run`,
  )
})
