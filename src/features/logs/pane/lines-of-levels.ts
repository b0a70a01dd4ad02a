import type { LogLevel } from '#domain/logs/levels.ts'
import { findAll, type LogSource, noWords } from '../reading/log-source.ts'
import type { LogState } from '../reading/use-log.ts'

/** The numbers of lines with one of the levels: counted here if the whole log is loaded, else on the server. */
export async function linesOfLevels(
  whole: LogState,
  source: LogSource,
  levels: readonly LogLevel[],
): Promise<readonly number[]> {
  if (whole.isWhole) return [...((await whole.client?.levels(levels))?.lines ?? [])]
  const question = { query: noWords, levels }
  const found = await findAll(source, question, { after: '', lines: [] }, new AbortController().signal, () => undefined)
  return found.lines
}
