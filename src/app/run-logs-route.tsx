import { RunLogsPage } from '#features/logs/run/run-logs-page.tsx'
import { ErrorLine } from '#features/runs/failure/error-line.tsx'

/** Where the logs of a run meet what is known of its failures: features do not know each other. */
export function RunLogsRoute() {
  return <RunLogsPage renderAtError={(run, log, show) => <ErrorLine {...{ run, log }}>{show}</ErrorLine>} />
}
