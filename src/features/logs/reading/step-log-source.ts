import { followLog, readStepLogIndex, readStepLogPart, type StepLogParams } from '#client/live/logs.ts'
import { downloadLogs } from '#client/live/downloads.ts'
import type { Platform } from '#client/platform.ts'
import { searchLog } from '#contract/logs.ts'
import type { LogSource } from './log-source.ts'
import { askedQuery } from '../search/search-query.ts'

/** A step's log as a source for the log pane. */
export function stepLogSource(platform: Platform, run: string, log: StepLogParams): LogSource {
  return {
    follow: (from, listener) => followLog(platform, log, from, listener),
    index: (above, signal) => readStepLogIndex(platform, log, above, signal),
    read: (from, to) => readStepLogPart(platform, log, from, to),
    find: ({ query, levels }, after, signal) =>
      platform.client.ask(
        searchLog,
        { params: log, query: { ...askedQuery(query), levels: levels.join(), after } },
        { signal },
      ),
    download: (form) => downloadLogs(platform, log.project, run, { ...log, plain: form === 'plain' }),
  }
}
