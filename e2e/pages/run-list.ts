import type { Locator, Page } from '@playwright/test'
import { project } from '../platform.ts'

/** The list of runs: filters, rows, and actions for several runs. */
export interface RunList {
  readonly open: (search?: string) => Promise<void>
  readonly quick: (name: string) => Locator
  readonly search: Locator
  readonly rows: Locator
  readonly box: (run: number) => Locator
  readonly cancelRuns: Locator
  readonly dialog: Locator
  readonly nothing: Locator
}

export function runListOf(page: Page): RunList {
  const table = page.getByRole('table', { name: 'Runs' })
  // The head is the first row.
  const rows = table.getByRole('row').filter({ has: page.getByRole('rowheader') })
  return {
    open: async (search = '') => void (await page.goto(`/projects/${project}/runs${search}`)),
    quick: (name) => page.getByRole('navigation', { name: 'Often used filters' }).getByRole('link', { name }),
    search: page.getByRole('searchbox', { name: /^Search change/ }),
    rows,
    box: (run) => page.getByRole('checkbox', { name: `Select run ${String(run)} of` }),
    cancelRuns: page.getByRole('button', { name: 'Cancel runs' }),
    dialog: page.getByRole('dialog', { name: /^Cancel \d+ runs?$/ }),
    nothing: page.getByRole('heading', { name: 'No run is like this' }),
  }
}
