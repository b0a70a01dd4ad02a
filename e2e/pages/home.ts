import type { Locator, Page } from '@playwright/test'
import { project } from '../platform.ts'

/** Home: deployed versions, waiting gates, failures, first steps. */
export interface Home {
  readonly open: () => Promise<void>
  /** The station of an application in an environment. */
  readonly station: (application: string, deployment: string) => Locator
  readonly startLine: Locator
  readonly newLine: Locator
  readonly review: Locator
  readonly failedRun: Locator
  /** Deployments that lack values. */
  readonly toFill: Locator
  readonly firstStep: (name: string | RegExp) => Locator
  readonly doneSteps: Locator
}

export function homeOf(page: Page): Home {
  const steps = page.getByRole('main').getByRole('listitem')
  return {
    open: async () => void (await page.goto(`/projects/${project}`)),
    station: (application, deployment) => page.getByRole('article', { name: `${application} ${deployment}` }),
    startLine: page.getByRole('banner').getByRole('link', { name: 'Run bookshelf-release' }),
    newLine: page.getByRole('banner').getByRole('link', { name: 'New line' }),
    review: page.getByRole('link', { name: 'Review evidence' }),
    failedRun: page.getByRole('article').filter({ hasText: 'What was finished is kept' }),
    toFill: page.getByRole('article').filter({ has: page.getByRole('link', { name: 'Fill in' }) }),
    firstStep: (name) => steps.getByRole('link', { name }).or(steps.getByRole('button', { name })),
    doneSteps: page.getByRole('link', { name: /^Done: / }).or(page.getByRole('button', { name: /^Done: / })),
  }
}
