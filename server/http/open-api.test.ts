import { expect, it } from 'vitest'
import { z } from 'zod'
import { exportAudit } from '#contract/audit.ts'
import { openApi } from './open-api.ts'

it('promises no kind of bytes: the answer says which they are', () => {
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(openApi([exportAudit], '1'))
  expect(Object.values(paths)).toMatchObject([{ get: { responses: { 200: { content: { '*/*': {} } } } } }])
})
