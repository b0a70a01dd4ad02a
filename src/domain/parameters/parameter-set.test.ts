import { describe, expect, it } from 'vitest'
import { parseParameterSet, removeParameter, setParameter, setSecretReference } from './parameter-set.ts'

const text = '# staging\nconfig:\n  replicas: 2 # two\n  port: "8080"\n'

describe('parameter sets', () => {
  it('sets, replaces and removes a value and keeps the rest', () => {
    expect(setParameter(text, 'replicas', '3')).toEqual({ ok: true, value: text.replace('2 # two', '"3" # two') })
    expect(setParameter(text, 'logLevel', 'info')).toEqual({ ok: true, value: `${text.trimEnd()}\n  logLevel: info\n` })
    expect(removeParameter(text, 'port')).toEqual({ ok: true, value: text.replace('  port: "8080"\n', '') })
  })

  it('begins an empty document', () => {
    const begun = setParameter('', 'a', 'yes')
    expect(begun.ok && parseParameterSet(begun.value).config).toEqual({ a: 'yes' })
    const secret = setSecretReference('# nothing yet', 'db', 'database')
    expect(secret.ok && parseParameterSet(secret.value).secrets).toEqual([{ name: 'db', key: 'database' }])
  })
})
