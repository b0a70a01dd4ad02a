import { listTemplates } from '#contract/templates.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'

export function templateRoutes({ templates }: Ports): readonly Route[] {
  return [route(listTemplates, async () => ok({ templates: [...templates] }))]
}
