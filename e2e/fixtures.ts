import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { signIn } from './pages/sign-in.ts'
import { startWorkbench, type WorkbenchServer } from './workbench-server.ts'

interface WorkerFixtures {
  /** One workbench for all journeys that do not break it. */
  readonly workbench: WorkbenchServer
}

interface TestFixtures {
  /** Opens a page as one of the sample people, in a browser profile of their own. */
  readonly as: (person: string, path?: string) => Promise<Page>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  workbench: [
    async ({}, use) => {
      const server = await startWorkbench()
      await use(server)
      await server.remove()
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  as: async ({ browser, workbench, contextOptions }, use) => {
    const watched: { readonly page: Page; readonly complaints: string[] }[] = []
    await use(async (person, path = '/') => {
      const context = await browser.newContext({
        ...contextOptions,
        viewport: { width: 1440, height: 900 },
        locale: 'en-US',
      })
      const page = await context.newPage()
      const complaints = watchComplaints(page, workbench.origin)
      watched.push({ page, complaints })
      await signIn(page, workbench, person, path)
      return page
    })
    for (const { page, complaints } of watched) {
      expect(complaints, 'violations of the content security policy, foreign origins, uncaught errors').toEqual([])
      await page.context().close()
    }
  },
})

export { expect } from '@playwright/test'

/** What must never happen on any journey: a violation of the page's policy, a request elsewhere, an uncaught error. */
function watchComplaints(page: Page, origin: string): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(`policy: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== origin && url.hostname !== '127.0.0.1')
      complaints.push(`foreign: ${request.url()}`)
  })
  return complaints
}

/** No violation of WCAG 2.2 AA that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
  expect(found).toEqual([])
}
