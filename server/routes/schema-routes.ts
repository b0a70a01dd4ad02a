import { z } from 'zod'
import { readQvsConfigSchema } from '#contract/schemas.ts'
import { qvsConfigFileSchema } from '#domain/adapters/qvs-config/qvs-config-schema.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'

export function schemaRoutes(): readonly Route[] {
  return [
    route(readQvsConfigSchema, async () =>
      ok({ ...z.toJSONSchema(qvsConfigFileSchema, { io: 'input', unrepresentable: 'any' }) }),
    ),
  ]
}
