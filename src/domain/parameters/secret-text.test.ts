import { expect, it } from 'vitest'
import { readSecretText, secretText, secretTexts } from './secret-text.ts'

it('says a secret with its version, and reads what it says', () => {
  for (const reference of [{ key: 'db' }, { key: 'db', version: '3' }, { key: 'shop/db@eu', version: '1' }])
    expect(readSecretText(secretText(reference))).toEqual(reference)
})

it('offers each secret, and after them the versions by themselves', () => {
  const kept = new Map([
    ['db', ['2', '1']],
    ['mail', ['1']],
  ])
  expect(secretTexts(kept)).toEqual(['db', 'mail', 'db@2', 'db@1', 'mail@1'])
})
