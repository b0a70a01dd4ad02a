import { lazy, Suspense } from 'react'
import { followLog } from '#client/live/logs.ts'
import { usePlatform } from '#client/platform.ts'
import { RunPage } from '#features/runs/run-page.tsx'
import type { StepLog } from '#features/runs/run-slots.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { Skeleton } from '#ui/skeleton.tsx'

const LogPane = lazy(async () => ({ default: (await import('#features/logs/log-pane.tsx')).LogPane }))

/** Where the run page meets the log pane and the code viewer: features do not know each other. */
export function RunRoute() {
  return (
    <RunPage
      renderLog={(log) => <StepLogPane {...log} />}
      renderCode={(file) => <CodeView key={file.path} label={file.path} text={file.text} readOnly />}
    />
  )
}

function StepLogPane({ project, taskRun, retry, step }: StepLog) {
  const platform = usePlatform()
  const address = { project, taskRun, retry: String(retry), step }
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <LogPane
        logKey={`${taskRun}/${String(retry)}/${step}`}
        name={step}
        fileName={`${taskRun}-${step}`}
        source={(from, listener) => followLog(platform, address, from, listener)}
      />
    </Suspense>
  )
}
