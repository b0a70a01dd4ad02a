import type { Locator, Page } from '@playwright/test'

/** The log of a step, and the page of all logs of a run. */
export interface LogPage {
  readonly region: Locator
  /** The element that scrolls and takes the keys. */
  readonly text: Locator
  /** A visible line by its text, as screen readers get it. */
  readonly line: (text: string) => Locator
  readonly number: (line: number) => Locator
  readonly search: Locator
  readonly hits: Locator
  readonly regexp: Locator
  readonly times: Locator
  readonly maximise: Locator
  /** The button that opens the chosen lines as text. */
  readonly openText: Locator
  /** The link to all logs of the run. */
  readonly all: Locator
  readonly searchAll: Locator
  readonly found: Locator
  readonly beside: (step: string) => Locator
  readonly downloadAll: Locator
}

export function logPageOf(page: Page): LogPage {
  const region = page.getByRole('region', { name: /^Log of / })
  return {
    region,
    text: region.getByRole('group', { name: /^Log of / }),
    line: (text) => region.getByRole('listitem').filter({ hasText: new RegExp(`${text}$`) }),
    number: (line) => region.getByRole('button', { name: `Line ${String(line)}`, exact: true }),
    search: region.getByRole('searchbox', { name: 'Search this log' }),
    hits: region.getByRole('status'),
    regexp: region.getByRole('button', { name: 'Regular expression' }),
    openText: region.getByRole('button', { name: 'Open as text in a new tab' }),
    maximise: region.getByRole('button', { name: 'Maximise' }),
    times: region.getByRole('button', { name: 'Time stamps' }),
    all: region.getByRole('link', { name: 'All logs' }),
    searchAll: page.getByRole('searchbox', { name: 'Search all logs of this run' }),
    found: page.getByRole('status').filter({ hasText: / logs/ }),
    beside: (step) => page.getByRole('button', { name: `Show ${step} beside` }),
    downloadAll: page.getByRole('button', { name: 'Download all logs' }),
  }
}
