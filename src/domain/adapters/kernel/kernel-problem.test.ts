import { expect, it } from 'vitest'
import { kernelFinding } from './kernel-problem.ts'

const refused = { code: 'cue', message: 'field not allowed', positions: [], adapters: [], sides: [] }

it('says at which field CUE refuses something', () => {
  expect(kernelFinding({ ...refused, path: 'service.spec.x' }).args['reason']).toBe('service.spec.x: field not allowed')
  expect(kernelFinding({ ...refused, path: '' }).args['reason']).toBe('field not allowed')
})
