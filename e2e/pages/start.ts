import type { Locator, Page } from '@playwright/test'
import { line, project } from '../platform.ts'

/** The start form with its plan, and the rollback page, which looks alike. */
export interface StartForm {
  readonly open: (search?: string) => Promise<void>
  readonly heading: Locator
  readonly revision: Locator
  /** Opens the list of branches and tags, and picks one. */
  readonly pick: (name: string) => Promise<void>
  readonly note: Locator
  /** A stage of the plan. */
  readonly stage: (name: string) => Locator
  readonly copyLink: Locator
  readonly start: Locator
  readonly rollBack: Locator
}

export function startFormOf(page: Page): StartForm {
  return {
    open: async (search = '') => void (await page.goto(`/projects/${project}/lines/${line}/start${search}`)),
    heading: page.getByRole('heading', { level: 1, name: /^(Run|Roll back) / }),
    revision: page.getByRole('combobox', { name: /^gitRevision/ }),
    async pick(name) {
      await page.getByRole('button', { name: /gitRevision/ }).click()
      await page.getByRole('option', { name }).click()
    },
    note: page.getByRole('textbox', { name: /^Note/ }),
    stage: (name) => page.locator('summary').filter({ has: page.getByText(name, { exact: true }) }),
    copyLink: page.getByRole('button', { name: 'Copy link' }),
    start: page.getByRole('main').getByRole('button', { name: 'Start', exact: true }),
    rollBack: page.getByRole('main').getByRole('button', { name: 'Roll back', exact: true }),
  }
}
