import type { LineOrigin } from '#domain/manifests/line-origins.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { DiffView, type DiffViewProps } from '#ui/diff/diff-view.tsx'
import { type OriginPlaces, useTrails } from './use-trails.ts'

/** The origins of a manifest's lines, and the pages of their places. */
export interface DiffTrace {
  readonly project: string
  readonly origins: readonly LineOrigin[]
  readonly parameters: readonly ResolvedParameter[]
  readonly places: OriginPlaces
}

/** A diff of a manifest whose new lines say where they come from. */
export function TracedDiff({ trace, ...diff }: DiffViewProps & { readonly trace: DiffTrace }) {
  const trails = useTrails(trace.origins, trace.project, trace.parameters, trace.places)
  return <DiffView {...diff} trails={trails} />
}
