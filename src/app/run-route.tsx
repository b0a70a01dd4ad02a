import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { usePlatform } from '#client/platform.ts'
import { stageOriginsOptions } from '#client/queries/runs.ts'
import { RunPage } from '#features/runs/run-page.tsx'
import type { AppliedManifest } from '#features/runs/run-slots.ts'
import { TracedManifest } from '#parts/manifests/traced-manifest.tsx'
import { useLinePlaces } from '#parts/manifests/use-line-places.ts'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { lazyPart } from '#ui/lazy-part.ts'

const StepLogPane = lazyPart(async () => (await import('#features/logs/pane/step-log-pane.tsx')).StepLogPane)

/** Connects the run page with the log pane and the code viewer, since features do not import each other. */
export function RunRoute() {
  return (
    <RunPage
      renderLog={(log) => (
        <Suspense fallback={<Skeleton rows={6} />}>
          <StepLogPane key={`${log.taskRun}/${String(log.retry)}/${log.step}`} {...log} />
        </Suspense>
      )}
      renderManifest={(file) => <AppliedManifestView key={`${file.stage} ${file.path}`} {...file} />}
    />
  )
}

/** Shows an applied manifest: the chain behind a line comes from the commit that the run froze, but its links lead to current pages. */
function AppliedManifestView({ project, run, line, stage, path, text, parameters, at }: AppliedManifest) {
  const { client } = usePlatform()
  const { data } = useQuery(stageOriginsOptions(client, project, run, stage))
  const places = useLinePlaces(project, line, stage)
  return (
    <TracedManifest
      project={project}
      path={path}
      text={text}
      origins={data?.manifests.find((manifest) => manifest.path === path)?.origins ?? nothing}
      parameters={parameters}
      places={places}
      line={at > 0 ? at : undefined}
    />
  )
}

const nothing: readonly never[] = []
