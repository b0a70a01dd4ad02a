import { expect, it } from 'vitest'
import { placeOf, subjectOf } from './take-up.ts'

it('is edited where its line is, else where its QVS Config is', () => {
  expect(subjectOf(['layout/release', 'qvs-config/api', 'line/release'])).toBe('line/release')
  expect(subjectOf(['qvs-config/api', 'qvs-config/web'])).toBe('qvs-config/api')
  expect(subjectOf(['repository/api'])).toBe('project')
  expect(placeOf('shop', 'project')).toBe('/projects/shop/parameters')
  expect(placeOf('shop', 'line/release')).toBe('/projects/shop/lines/release')
  expect(placeOf('shop', 'qvs-config/api')).toBe('/projects/shop/applications/api/qvs-config')
})
