import { expect, it } from 'vitest'
import { applicationOfConfig } from './documents.ts'

it.each([
  ['qvs-config/shop-api', 'shop-api'],
  ['line/release', undefined],
  ['nothing', undefined],
  [undefined, undefined],
])('of the document %s the application is %s', (document, application) => {
  expect(applicationOfConfig(document)).toBe(application)
})
