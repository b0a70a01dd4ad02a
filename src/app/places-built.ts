import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import type { Place } from '#client/paths.ts'
import { lazyRoute } from './paths.ts'

type Page = Readonly<Record<string, ComponentType>>

/** Pages of features that are built apart: a place whose file is not there has no route and no entry in the rail. */
const pages = import.meta.glob<Page>([
  '../features/designer/designer-page.tsx',
  './run-route.tsx',
  '../features/runs/compare-page.tsx',
  '../features/logs/run-logs-page.tsx',
  '../features/gates/gate-page.tsx',
  '../features/parameters/parameters-page.tsx',
])

const apart: readonly { readonly place: Place; readonly file: string; readonly name: string }[] = [
  { place: 'line', file: '../features/designer/designer-page.tsx', name: 'DesignerPage' },
  { place: 'run', file: './run-route.tsx', name: 'RunRoute' },
  { place: 'compare', file: '../features/runs/compare-page.tsx', name: 'ComparePage' },
  { place: 'runLogs', file: '../features/logs/run-logs-page.tsx', name: 'RunLogsPage' },
  { place: 'gate', file: '../features/gates/gate-page.tsx', name: 'GatePage' },
  { place: 'parameters', file: '../features/parameters/parameters-page.tsx', name: 'ParametersPage' },
]

/** Whether a place can be shown. */
export function hasPlace(place: Place): boolean {
  const entry = apart.find((candidate) => candidate.place === place)
  return entry === undefined || pages[entry.file] !== undefined
}

/** Routes of the pages that are there. */
export function apartRoutes(): RouteObject[] {
  return apart.flatMap(({ place, file, name }) => {
    const load = pages[file]
    return load === undefined ? [] : [lazyRoute(place, async () => ({ Component: pageOf(await load(), name, file) }))]
  })
}

function pageOf(module: Page, name: string, file: string): ComponentType {
  const page = module[name]
  if (page === undefined) throw new Error(`${file} exports no ${name}`)
  return page
}
