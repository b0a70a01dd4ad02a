import { useMemo } from 'react'
import { pathTo } from '#client/paths.ts'
import type { OriginPlaces } from './use-trails.ts'

/** Opens the origins of a stage's manifests in the designer of its line. */
export function useLinePlaces(project: string, line: string, stage: string): OriginPlaces {
  return useMemo(
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
}
