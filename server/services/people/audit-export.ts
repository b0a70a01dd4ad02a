import type { AuditEntry, AuditFilter } from '#domain/access/audit.ts'
import type { AuditLog } from '../../ports/audit.ts'

const page = 200

/** The audit log as a stream of lines, read page by page so that it never is in memory as a whole. */
export function exportAudit(
  audit: AuditLog,
  project: string,
  filter: AuditFilter,
  format: 'ndjson' | 'csv',
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let before: number | undefined
  let begun = false
  return new ReadableStream({
    async pull(controller) {
      if (!begun && format === 'csv') controller.enqueue(encoder.encode(`${columns.join(',')}\r\n`))
      begun = true
      const entries = await audit.search(project, filter, { before, limit: page })
      const lines = entries.map((entry) => (format === 'csv' ? csvLine(entry) : `${JSON.stringify(entry)}\n`))
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')))
      before = entries.at(-1)?.sequence
      if (entries.length < page) controller.close()
    },
  })
}

const columns = ['sequence', 'at', 'person', 'name', 'token', 'action', 'outcome', 'code', 'target', 'detail']

function csvLine({ sequence, at, person, token = '', action, outcome, code = '', target, detail }: AuditEntry): string {
  const cells = [
    String(sequence),
    at,
    person.id,
    person.name,
    token,
    action,
    outcome,
    code,
    pairs(target),
    pairs(detail),
  ]
  return `${cells.map(cell).join(',')}\r\n`
}

function pairs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
}

/** A CSV cell, quoted if needed; what a spreadsheet would run as a formula becomes text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
