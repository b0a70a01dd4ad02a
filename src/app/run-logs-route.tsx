import { RunLogsPage } from '#features/logs/run/run-logs-page.tsx'
import { ErrorLine } from '#features/runs/failure/error-line.tsx'

/** Connects a run's logs with the knowledge of its failures, since features do not import each other. */
export function RunLogsRoute() {
  return <RunLogsPage renderAtError={(run, log, show) => <ErrorLine {...{ run, log }}>{show}</ErrorLine>} />
}
