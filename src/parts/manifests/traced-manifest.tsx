import type { LineOrigin } from '#domain/manifests/line-origins.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { LineMark } from '#ui/code/code-props.ts'
import { TracedCode } from '#ui/code/traced-code.tsx'
import { type OriginPlaces, useTrails } from './use-trails.ts'

export interface TracedManifestProps {
  readonly project: string
  readonly path: string
  readonly text: string
  readonly origins: readonly LineOrigin[]
  readonly parameters: readonly ResolvedParameter[]
  readonly places: OriginPlaces
  /** The line whose origin is shown, if the address names one. */
  readonly line?: number | undefined
  readonly lineMarks?: readonly LineMark[]
}

/** A generated manifest whose lines say which adapter, parameter and value made them. */
export function TracedManifest({
  project,
  path,
  text,
  origins,
  parameters,
  places,
  line,
  lineMarks,
}: TracedManifestProps) {
  const trails = useTrails(origins, project, parameters, places)
  return (
    <TracedCode
      key={path}
      label={path}
      text={text}
      trails={trails}
      lineMarks={lineMarks}
      {...(line === undefined ? {} : { line })}
    />
  )
}
