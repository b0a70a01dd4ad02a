import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { stageOriginsOptions } from '#client/queries/runs.ts'
import { formatLineAnchor, readLineAnchor } from '#domain/logs/line-anchor.ts'
import { RunPage } from '#features/runs/run-page.tsx'
import type { AppliedManifest, StepLog } from '#features/runs/run-slots.ts'
import { TracedManifest } from '#parts/manifests/traced-manifest.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { stepLogSource } from './step-log-source.ts'

const LogPane = lazy(async () => ({ default: (await import('#features/logs/log-pane.tsx')).LogPane }))

/** Where the run page meets the log pane and the code viewer: features do not know each other. */
export function RunRoute() {
  return (
    <RunPage
      renderLog={(log) => <StepLogPane key={`${log.taskRun}/${String(log.retry)}/${log.step}`} {...log} />}
      renderManifest={(file) => <AppliedManifestView key={`${file.stage} ${file.path}`} {...file} />}
    />
  )
}

/** The chain behind a line is that of the commit that the run froze; what it leads to is what there is now. */
function AppliedManifestView({ project, run, line, stage, path, text, parameters }: AppliedManifest) {
  const { client } = usePlatform()
  const { data } = useQuery(stageOriginsOptions(client, project, run, stage))
  const places = useMemo(
    () => ({
      config: (application: string, at: number) =>
        pathTo(
          'line',
          { project, line },
          { select: stage, drawer: 'qvs', config: application, configLine: String(at) },
        ),
      value: (name: string) => pathTo('line', { project, line }, { select: stage, tab: 'parameters', parameter: name }),
    }),
    [project, line, stage],
  )
  return (
    <TracedManifest
      project={project}
      path={path}
      text={text}
      origins={data?.manifests.find((manifest) => manifest.path === path)?.origins ?? nothing}
      parameters={parameters}
      places={places}
    />
  )
}

const nothing: readonly never[] = []

function StepLogPane({ project, run, taskRun, retry, step, state }: StepLog) {
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
        source={stepLogSource(platform, run, address)}
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
