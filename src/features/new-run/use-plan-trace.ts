import { useQuery } from '@tanstack/react-query'
import type { PlannedStage, RunPlan } from '#contract/run-plans.ts'
import { usePlatform } from '#client/platform.ts'
import { previewOptions } from '#client/queries/previews.ts'
import type { DiffTrace } from '#parts/manifests/traced-diff.tsx'
import { useLinePlaces } from '#parts/manifests/use-line-places.ts'

/**
 * Where the lines of a planned manifest come from. The published documents can only tell while they still render the
 * same text.
 */
export function usePlanTrace(
  project: string,
  { line, inputs }: Pick<RunPlan, 'line' | 'inputs'>,
  stage: PlannedStage,
  file: PlannedStage['manifests'][number] | undefined,
): DiffTrace {
  const { client } = usePlatform()
  const { data } = useQuery({
    ...previewOptions(client, project, { line, stage: stage.stage, documents: published, inputs }),
    enabled: file !== undefined,
  })
  const places = useLinePlaces(project, line, stage.stage)
  const same = data?.manifests.find(({ path, text }) => path === file?.path && text === file.after)
  return { project, origins: same?.origins ?? nothing, parameters: stage.parameters, places }
}

const published = {}
const nothing: readonly never[] = []
