import { queryOptions } from '@tanstack/react-query'
import { readStepLog } from '#client/live/logs.ts'
import type { Platform } from '#client/platform.ts'
import { parseCriLine } from '#domain/logs/cri.ts'
import { plainText } from '#domain/logs/terminal-text.ts'

/** Longer logs are read this far: for their first error, and for a comparison. */
const longest = 4_000_000

/** The lines of a step's log as people read them, read once. */
export function stepLogOptions(
  platform: Platform,
  project: string,
  step: { readonly taskRun: string; readonly retry: string; readonly step: string } | undefined,
) {
  const address = { project, ...(step ?? { taskRun: '', retry: '0', step: '' }) }
  return queryOptions({
    queryKey: [project, 'step-log', address],
    queryFn: async ({ signal }) => linesOf(await readStepLog(platform, address, longest, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Lines as the log pane counts them: parts of a long line belong together. */
function linesOf(bytes: Uint8Array): string[] {
  const lines: string[] = []
  let open = ''
  for (const line of new TextDecoder().decode(bytes).split('\n').slice(0, -1)) {
    const { text, partial } = parseCriLine(line)
    open += text
    if (partial) continue
    lines.push(plainText(open))
    open = ''
  }
  return lines
}
