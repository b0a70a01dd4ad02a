import type { Locator, Page } from '@playwright/test'
import { project } from '../platform.ts'

/** The page of a gate: evidence at the left, the decision at the right. */
export interface GatePage {
  readonly open: (run: string) => Promise<void>
  readonly evidence: Locator
  readonly decision: Locator
  readonly person: (name: string) => Locator
  readonly comment: Locator
  readonly hasRead: Locator
  readonly approve: Locator
  readonly reject: Locator
}

export function gatePageOf(page: Page): GatePage {
  const decision = page.getByRole('complementary', { name: 'Decision' })
  return {
    open: async (run) => void (await page.goto(`/projects/${project}/runs/${run}/gates/production`)),
    evidence: page.getByRole('region', { name: 'Evidence' }),
    decision,
    person: (name) => decision.getByRole('listitem').filter({ hasText: name }),
    comment: decision.getByRole('textbox', { name: 'Comment' }),
    hasRead: decision.getByRole('checkbox', { name: /I have read|読みました/ }),
    approve: decision.getByRole('button', { name: /^Approve/ }),
    reject: decision.getByRole('button', { name: 'Reject' }),
  }
}
