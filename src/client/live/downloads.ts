import { linkArtifacts } from '#contract/artifacts.ts'
import { linkRunLogs } from '#contract/logs.ts'
import type { Platform } from '../platform.ts'

/** Makes the browser download all logs of a run as one archive, or the log of one step, `plain` as people read it. */
export async function downloadLogs(
  { client }: Platform,
  project: string,
  run: string,
  log?: { readonly taskRun: string; readonly retry: string; readonly step: string; readonly plain: boolean },
): Promise<void> {
  const query =
    log === undefined
      ? {}
      : {
          taskRun: log.taskRun,
          retry: Number(log.retry),
          step: log.step,
          plain: log.plain ? ('1' as const) : ('0' as const),
        }
  const { url } = await client.ask(linkRunLogs, { params: { project, run }, query })
  download(url)
}

/** Makes the browser download all artifacts of a run, or the file at this path. */
export async function downloadArtifacts(
  { client }: Platform,
  project: string,
  run: string,
  path: string | undefined,
): Promise<void> {
  const { url } = await client.ask(linkArtifacts, { params: { project, run }, query: { path } })
  download(url)
}

function download(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.click()
}
