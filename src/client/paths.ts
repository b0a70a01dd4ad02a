import { type PathParams, pathOf } from '#contract/endpoint.ts'

/** Every place of the workbench as a path pattern: the router and all links read this table. */
export const places = {
  start: '/',
  home: '/projects/:project',
  lines: '/projects/:project/lines',
  line: '/projects/:project/lines/:line',
  newRun: '/projects/:project/lines/:line/start',
  runs: '/projects/:project/runs',
  run: '/projects/:project/runs/:run',
  compare: '/projects/:project/runs/:run/compare',
  runLogs: '/projects/:project/runs/:run/logs',
  gate: '/projects/:project/runs/:run/gates/:gate',
  applications: '/projects/:project/applications',
  qvsConfig: '/projects/:project/applications/:application/qvs-config',
  deployment: '/projects/:project/deployments/:application/:deployment',
  rollback: '/projects/:project/deployments/:application/:deployment/rollback',
  composition: '/projects/:project/deployments/:application/:deployment/adapters',
  proposal: '/projects/:project/proposals/:proposal',
  parameters: '/projects/:project/parameters',
  adapters: '/projects/:project/adapters',
  approvals: '/projects/:project/approvals',
  settings: '/projects/:project/settings',
  people: '/projects/:project/settings/people',
  tokens: '/projects/:project/settings/tokens',
  rules: '/projects/:project/settings/rules',
  triggers: '/projects/:project/settings/triggers',
  webhooks: '/projects/:project/settings/webhooks',
  audit: '/projects/:project/settings/audit',
  newProject: '/new-project',
} as const

export type Place = keyof typeof places

/** Builds the path of a place; `search` holds what the page shows (a selected stage, an open tab), absent values left out. */
export function pathTo<P extends Place>(
  place: P,
  params: Readonly<Record<PathParams<(typeof places)[P]>, string>>,
  search: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = new URLSearchParams(
    Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const path = pathOf<string>(places[place], params)
  return query.size === 0 ? path : `${path}?${query.toString()}`
}
