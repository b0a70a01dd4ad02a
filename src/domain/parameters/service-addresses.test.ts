import { expect, it } from 'vitest'
import { inOtherEnvironment, serviceBehind } from './service-addresses.ts'

const staging = { api: 'http://127.0.0.1:2000', web: 'http://127.0.0.1:2001' }
const qa = { api: 'http://127.0.0.1:2500' }

it('leads a value to the same place of the same Service elsewhere', () => {
  expect(inOtherEnvironment('http://127.0.0.1:2000', staging, qa)).toBe('http://127.0.0.1:2500')
  expect(inOtherEnvironment('http://127.0.0.1:2000/books?limit=1', staging, qa)).toBe(
    'http://127.0.0.1:2500/books?limit=1',
  )
})

it('leaves alone what is no known Service there or here', () => {
  expect(serviceBehind('http://127.0.0.1:20001/', staging)).toBeUndefined()
  expect(serviceBehind('https://example.org', staging)).toBeUndefined()
  expect(inOtherEnvironment('http://127.0.0.1:2001', staging, qa)).toBeUndefined()
})
