import { expect, it } from 'vitest'
import { inShort } from './expressions.ts'

it('says in short what a value reads', () => {
  expect(inShort('$(stages.build-api.results.digest)')).toBe('build-api.digest')
  expect(inShort('v$(inputs.release)-$(params.suffix)')).toBe('vrelease-suffix')
  expect(inShort('$(gates.production.results.window)')).toBe('production.window')
  expect(inShort('$(context.run) costs $5')).toBe('$(context.run) costs $5')
})
