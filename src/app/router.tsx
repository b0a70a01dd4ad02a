import { createBrowserRouter, Outlet, type RouteObject } from 'react-router'
import { type Place, places } from '#client/paths.ts'
import { HomePage } from '#features/home/home-page.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { RouteError } from './route-error.tsx'
import { Shell } from './shell.tsx'

/** All pages, rendered inside the shell. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Shell />,
      hydrateFallbackElement: <Skeleton rows={4} />,
      errorElement: <RouteError />,
      children: [
        {
          element: <Outlet />,
          errorElement: <RouteError />,
          children: [
            lazyRoute('start', async () => ({ Component: (await import('./start-page.tsx')).StartPage })),
            // Home is part of the first bundle; the other pages load when they are visited.
            { path: places.home, Component: HomePage },
            lazyRoute('lines', async () => ({
              Component: (await import('#features/projects/lines-page.tsx')).LinesPage,
            })),
            lazyRoute('newRun', async () => ({
              Component: (await import('#features/new-run/new-run-page.tsx')).NewRunPage,
            })),
            lazyRoute('runs', async () => ({ Component: (await import('#features/run-list/runs-page.tsx')).RunsPage })),
            lazyRoute('applications', async () => ({
              Component: (await import('#features/projects/applications-page.tsx')).ApplicationsPage,
            })),
            lazyRoute('qvsConfig', async () => ({
              Component: (await import('#features/designer/qvs/qvs-page.tsx')).QvsPage,
            })),
            lazyRoute('deployment', async () => ({
              Component: (await import('#features/projects/deployment-page.tsx')).DeploymentPage,
            })),
            lazyRoute('rollback', async () => ({
              Component: (await import('#features/new-run/rollback-page.tsx')).RollbackPage,
            })),
            lazyRoute('composition', async () => ({
              Component: (await import('#features/adapters/composition/composition-page.tsx')).CompositionPage,
            })),
            lazyRoute('adapters', async () => ({
              Component: (await import('#features/adapters/adapters-page.tsx')).AdaptersPage,
            })),
            lazyRoute('approvals', async () => ({
              Component: (await import('#features/gates/approvals-page.tsx')).ApprovalsPage,
            })),
            lazyRoute('settings', async () => ({
              Component: (await import('#features/settings/settings-page.tsx')).SettingsPage,
            })),
            lazyRoute('people', async () => ({
              Component: (await import('#features/settings/people/people-page.tsx')).PeoplePage,
            })),
            lazyRoute('tokens', async () => ({
              Component: (await import('#features/settings/people/tokens-page.tsx')).TokensPage,
            })),
            lazyRoute('rules', async () => ({
              Component: (await import('#features/settings/rules/rules-page.tsx')).RulesPage,
            })),
            lazyRoute('triggers', async () => ({
              Component: (await import('#features/settings/triggers/triggers-page.tsx')).TriggersPage,
            })),
            lazyRoute('webhooks', async () => ({
              Component: (await import('#features/settings/webhooks/webhooks-page.tsx')).WebhooksPage,
            })),
            lazyRoute('audit', async () => ({
              Component: (await import('#features/settings/audit/audit-page.tsx')).AuditPage,
            })),
            lazyRoute('newProject', async () => ({
              Component: (await import('#features/projects/new-project-page.tsx')).NewProjectPage,
            })),
            lazyRoute('line', async () => ({
              Component: (await import('#features/designer/designer-page.tsx')).DesignerPage,
            })),
            lazyRoute('proposal', async () => ({
              Component: (await import('#features/proposals/proposal-page.tsx')).ProposalPage,
            })),
            lazyRoute('run', async () => ({ Component: (await import('./run-route.tsx')).RunRoute })),
            lazyRoute('compare', async () => ({
              Component: (await import('#features/runs/compare/compare-page.tsx')).ComparePage,
            })),
            lazyRoute('runLogs', async () => ({ Component: (await import('./run-logs-route.tsx')).RunLogsRoute })),
            lazyRoute('gate', async () => ({ Component: (await import('#features/gates/gate-page.tsx')).GatePage })),
            lazyRoute('parameters', async () => ({
              Component: (await import('#features/parameters/parameters-page.tsx')).ParametersPage,
            })),
            { path: '*', lazy: async () => ({ Component: (await import('./not-found.tsx')).NotFound }) },
          ],
        },
      ],
    },
  ])
}

/** A page whose code loads when it is visited. */
function lazyRoute(place: Place, load: NonNullable<RouteObject['lazy']>): RouteObject {
  return { path: places[place], lazy: load }
}
