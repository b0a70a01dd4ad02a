import type { StageGroup } from '#domain/line/layout/fold-groups.ts'
import type { OwnGroup } from '#domain/line/layout/layout-document.ts'
import type { LayoutInput } from '#domain/line/layout/layout-model.ts'

/** All groups of a line: people's own, one per application, one per lane. A group needs at least two stages. */
export function groupsOf(
  input: Pick<LayoutInput, 'stages' | 'lanes'>,
  own: readonly OwnGroup[],
): readonly StageGroup[] {
  const known = new Set(input.stages.map((stage) => stage.name))
  const byApplication = Map.groupBy(input.stages, (stage) => stage.application)
  const byLane = Map.groupBy(input.stages, (stage) => stage.lane)
  return [
    ...own.map(({ id, title, stages }) => ({ id, title, stages: stages.filter((name) => known.has(name)) })),
    ...[...byApplication].map(([application, stages]) => ({
      id: `application:${application}`,
      title: application,
      stages: stages.map((stage) => stage.name),
    })),
    ...input.lanes.map((lane) => ({
      id: `environment:${lane}`,
      title: lane,
      stages: (byLane.get(lane) ?? []).map((stage) => stage.name),
    })),
  ].filter((group) => group.stages.length > 1)
}
