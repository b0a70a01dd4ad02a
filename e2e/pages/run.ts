import type { Locator, Page } from '@playwright/test'
import { project } from '../platform.ts'

/** The page of a run: board, timeline, steps, log, details. */
export interface RunPage {
  readonly open: (run: string, search?: string) => Promise<void>
  readonly state: Locator
  readonly board: Locator
  readonly card: (stage: string) => Locator
  readonly chooseStage: (stage: string) => Promise<void>
  readonly timeline: Locator
  readonly steps: (stage: string) => Locator
  readonly chooseStep: (stage: string, step: string) => Promise<void>
  readonly details: Locator
  readonly tab: (name: 'Values' | 'Manifests') => Promise<void>
  readonly log: Locator
  /** The visible lines of the log, as screen readers get them. */
  readonly logLines: Locator
  readonly logSearch: Locator
  readonly retry: Locator
  readonly retryFromFailed: Locator
  readonly cancel: Locator
  readonly review: Locator
  readonly results: Locator
  readonly result: (name: string) => Locator
}

export function runPageOf(page: Page): RunPage {
  const details = page.getByRole('complementary', { name: 'Details' })
  const timeline = page.getByRole('region', { name: 'Timeline' })
  const steps = (stage: string) => page.getByRole('navigation', { name: `Tasks and steps of ${stage}` })
  const log = page.getByRole('region', { name: /^Log of / })
  const results = details.getByRole('table', { name: 'Results' })
  return {
    open: async (run, search = '') => void (await page.goto(`/projects/${project}/runs/${run}${search}`)),
    state: page.getByRole('main').getByRole('status').first(),
    board: page.getByRole('application', { name: /^Board of run/ }),
    card: (stage) => page.locator(`[data-card="${stage}"]`),
    chooseStage: (stage) => timeline.getByRole('button', { name: stage }).click(),
    timeline,
    steps,
    chooseStep: (stage, step) => steps(stage).getByRole('button', { name: step }).click(),
    details,
    tab: (name) => details.getByRole('tab', { name }).click(),
    log,
    logLines: log.getByRole('listitem'),
    logSearch: log.getByRole('searchbox', { name: 'Search this log' }),
    retry: page.getByRole('button', { name: 'Retry failed' }),
    retryFromFailed: details.getByRole('button', { name: 'Retry from failed task' }),
    cancel: page.getByRole('button', { name: 'Cancel' }),
    review: details.getByRole('link', { name: 'Review evidence' }),
    results,
    result: (name) =>
      results
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
        .getByRole('link'),
  }
}
