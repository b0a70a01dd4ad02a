import { lazy, Suspense } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { followLog } from '#client/live/logs.ts'
import { usePlatform } from '#client/platform.ts'
import { formatLineAnchor, readLineAnchor } from '#domain/logs/line-anchor.ts'
import { RunPage } from '#features/runs/run-page.tsx'
import type { StepLog } from '#features/runs/run-slots.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { Skeleton } from '#ui/skeleton.tsx'

const LogPane = lazy(async () => ({ default: (await import('#features/logs/log-pane.tsx')).LogPane }))

/** Where the run page meets the log pane and the code viewer: features do not know each other. */
export function RunRoute() {
  return (
    <RunPage
      renderLog={(log) => <StepLogPane key={`${log.taskRun}/${String(log.retry)}/${log.step}`} {...log} />}
      renderCode={(file) => <CodeView key={file.path} label={file.path} text={file.text} readOnly />}
    />
  )
}

function StepLogPane({ project, taskRun, retry, step, state }: StepLog) {
  const platform = usePlatform()
  const { hash, search } = useLocation()
  const navigate = useNavigate()
  const address = { project, taskRun, retry: String(retry), step }
  const anchor = readLineAnchor(hash)
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <LogPane
        logKey={`${taskRun}/${String(retry)}/${step}`}
        name={step}
        fileName={`${taskRun}-${step}`}
        source={(from, listener) => followLog(platform, address, from, listener)}
        atEnd={state !== 'succeeded'}
        failed={state === 'failed'}
        chosen={anchor?.step === step ? { from: anchor.from - 1, to: anchor.to - 1 } : undefined}
        onChoose={(lines) =>
          void navigate(
            {
              search,
              hash: lines === undefined ? '' : formatLineAnchor({ step, from: lines.from + 1, to: lines.to + 1 }),
            },
            { replace: true },
          )
        }
      />
    </Suspense>
  )
}
