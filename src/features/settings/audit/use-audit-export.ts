import { useMutation } from '@tanstack/react-query'
import { exportAudit } from '#contract/audit.ts'
import type { AuditFilter } from '#domain/access/audit.ts'
import { usePlatform } from '#client/platform.ts'
import { saveFile } from '#ui/save-file.ts'

/** Downloads the log as a file, filtered as shown. */
export function useAuditExport(project: string, filter: AuditFilter) {
  const { client } = usePlatform()
  return useMutation({
    mutationFn: async (format: 'csv' | 'ndjson') => {
      const bytes = await client.bytes(exportAudit, { params: { project }, query: { ...filter, format } })
      saveFile(`audit-${project}.${format}`, bytes)
    },
  })
}
