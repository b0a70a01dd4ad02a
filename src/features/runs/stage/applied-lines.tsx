import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { stageOriginsOptions } from '#client/queries/runs.ts'
import { reachedLines } from '#domain/parameters/reach.ts'
import type { StageRun } from '#domain/run/state.ts'
import { ReachedList } from '#parts/values/reached-lines.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useAddress } from '#ui/use-address.ts'

interface AppliedLinesProps {
  readonly project: string
  readonly run: string
  readonly stage: StageRun
  readonly parameter: string
}

/** Every line of the stage's frozen manifests that contains a value, with links. */
export function AppliedLines({ project, run, stage, parameter }: AppliedLinesProps) {
  const { client } = usePlatform()
  const [search] = useAddress()
  const { data, error } = useQuery(stageOriginsOptions(client, project, run, stage.stage))
  if (error !== null) return <ProblemPanel problem={problemOf(error)} />
  if (data === undefined) return <Skeleton rows={2} />
  const origins = new Map(data.manifests.map((manifest) => [manifest.path, manifest.origins]))
  const traced = stage.manifests.map(({ path, text }) => ({ path, text, origins: origins.get(path) ?? [] }))
  return (
    <ReachedList
      lines={reachedLines(traced, parameter)}
      addressOf={({ manifest, line }) => {
        const place = { stage: stage.stage, tab: 'manifests', manifest, manifestLine: String(line) }
        return `?${new URLSearchParams({ ...Object.fromEntries(search), ...place }).toString()}`
      }}
    />
  )
}
