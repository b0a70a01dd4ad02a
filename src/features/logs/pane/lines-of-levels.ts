import type { LogLevel } from '#domain/logs/levels.ts'
import { findAll, type LogSource, noWords } from '../reading/log-source.ts'
import type { LogState } from '../reading/use-log.ts'

/** Numbers of the lines that have one of the levels: counted here where the log is here as a whole, else by the server. */
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
