import { describe, expect, it } from 'vitest'
import {
  parseParameterSet,
  removeParameter,
  removeSecretReference,
  setParameter,
  setSecretReference,
} from './parameter-set.ts'

const text = '# staging\nconfig:\n  replicas: 2 # two\n  port: "8080"\n'

describe('parameter sets', () => {
  it('sets, replaces and removes a value and keeps the rest', () => {
    expect(setParameter(text, 'replicas', '3')).toEqual({ ok: true, value: text.replace('2 # two', '"3" # two') })
    expect(setParameter(text, 'logLevel', 'info')).toEqual({ ok: true, value: `${text.trimEnd()}\n  logLevel: info\n` })
    expect(removeParameter(text, 'port')).toEqual({ ok: true, value: text.replace('  port: "8080"\n', '') })
  })

  it.each([
    'config: {}\nsecrets: []\ncredentials:\n  a: b\n',
    '# of ours\nconfig: {} # none yet\nsecrets: []\n',
    'config: {}\n',
    'config: {}',
    '{config: {}, secrets: []}',
    'secrets: []\r\nconfig: {}\r\n',
  ])('is what was published when its only value is set and taken back: %j', (published) => {
    const set = setParameter(published, 'replicas', '3')
    expect(set.ok && parseParameterSet(set.value).config).toEqual({ replicas: '3' })
    expect(set.ok && removeParameter(set.value, 'replicas', published)).toEqual({ ok: true, value: published })
  })

  it('takes the only value out of a document that says nothing else', () => {
    expect(removeParameter('config:\n  replicas: "3"\n', 'replicas')).toEqual({ ok: true, value: 'config: {}\n' })
    const other = '# of dev\nconfig:\n  replicas: "3" # three\nsecrets: []\n'
    expect(removeParameter(other, 'replicas')).toEqual({ ok: true, value: '# of dev\nsecrets: []\n' })
  })

  it('begins an empty document', () => {
    const begun = setParameter('', 'a', 'yes')
    expect(begun.ok && parseParameterSet(begun.value).config).toEqual({ a: 'yes' })
    const secret = setSecretReference('# nothing yet', 'db', 'database')
    expect(secret.ok && parseParameterSet(secret.value).secrets).toEqual([{ name: 'db', key: 'database' }])
  })

  it('refers to a version of a secret, and to its newest one again', () => {
    const pinned = setSecretReference('config: {}\n', 'db', 'database@3')
    expect(pinned).toEqual({
      ok: true,
      value: 'config: {}\nsecrets:\n  - name: db\n    key: database\n    version: "3"\n',
    })
    const older = pinned.ok ? setSecretReference(pinned.value, 'db', 'other@2') : pinned
    expect(older.ok && parseParameterSet(older.value).secrets).toEqual([{ name: 'db', key: 'other', version: '2' }])
    const newest = older.ok ? setSecretReference(older.value, 'db', 'database') : older
    expect(newest.ok && parseParameterSet(newest.value).secrets).toEqual([{ name: 'db', key: 'database' }])
    const none = newest.ok ? removeSecretReference(newest.value, 'db') : newest
    expect(none.ok && parseParameterSet(none.value).secrets).toEqual([])
  })

  it('reads a version that people wrote as a number', () => {
    expect(parseParameterSet('secrets:\n  - {name: db, key: database, version: 3}\n').secrets).toEqual([
      { name: 'db', key: 'database', version: '3' },
    ])
  })
})
