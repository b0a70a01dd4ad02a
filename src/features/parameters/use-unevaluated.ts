import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { worldOptions } from '#client/queries/world.ts'
import { type Unevaluated, unevaluatedIn } from './unevaluated.ts'
import { useValues } from './values-context.ts'

/** The applications whose parameters are unknown, since their adapters could not be evaluated. */
export function useUnevaluated(): readonly Unevaluated[] {
  const { project, sheet } = useValues()
  const { client } = usePlatform()
  const findings = useQuery(worldOptions(client, project)).data?.findings
  return useMemo(() => unevaluatedIn(sheet, findings ?? []), [sheet, findings])
}
