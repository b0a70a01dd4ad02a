import { exportAudit, searchAudit } from '#contract/audit.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { exportAudit as lines } from '../services/people/audit-export.ts'
import type { Services } from '../services/services.ts'

export function auditRoutes({ audit }: Ports, _services: Services): readonly Route[] {
  return [
    route(searchAudit, async ({ params, query: { before, limit, ...filter } }) => {
      const entries = await audit.search(params.project, inUtc(filter), { before, limit })
      const last = entries.at(-1)
      return ok({ entries, ...(entries.length < limit || last === undefined ? {} : { next: last.sequence }) })
    }),
    route(exportAudit, async ({ params, query: { format, ...filter } }) => {
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
      const headers = {
        'content-type': type,
        'content-disposition': `attachment; filename="audit-${params.project}.${format}"`,
        'cache-control': 'no-store',
      }
      return new Response(lines(audit, params.project, inUtc(filter), format), { headers })
    }),
  ]
}

/** Entries store times in UTC and compare them as texts. */
function inUtc<F extends { readonly from?: string | undefined; readonly until?: string | undefined }>(filter: F): F {
  const utc = (at: string | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
  return { ...filter, from: utc(filter.from), until: utc(filter.until) }
}
