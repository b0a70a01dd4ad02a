import { AxeBuilder } from '@axe-core/playwright'
import { test as base, type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { signIn } from './pages/sign-in.ts'
import { createPlatform, type Platform } from './platform.ts'
import { startWorkbench, type WorkbenchServer } from './workbench-server.ts'

interface WorkerFixtures {
  /** The workbench shared by all journeys that do not break it. */
  readonly workbench: WorkbenchServer
}

/** The unique first name of a sample person. */
export type Person = 'Aya' | 'Dan' | 'Mio' | 'Léa'

export interface Visit extends BrowserContextOptions {
  readonly path?: string
  /** The workbench to use instead of the shared one. */
  readonly at?: WorkbenchServer
}

export interface Visitor {
  readonly page: Page
  /** The platform API with this person's rights. */
  readonly platform: Platform
}

interface TestFixtures {
  /** Opens a page as one of the sample people, in a browser profile of their own. */
  readonly as: (person: Person, visit?: Visit) => Promise<Visitor>
  /** A workbench only for this journey, which may kill and restart it. */
  readonly ownWorkbench: WorkbenchServer
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

  ownWorkbench: async ({}, use) => {
    const server = await startWorkbench()
    await use(server)
    await server.remove()
  },

  as: async ({ browser, workbench, contextOptions }, use, info) => {
    const watched: { readonly page: Page; readonly complaints: string[] }[] = []
    await use(async (person, { path = '/', at = workbench, ...options } = {}) => {
      const page = await openPage(browser, {
        ...contextOptions,
        viewport: { width: 1440, height: 900 },
        locale: 'en-US',
        baseURL: at.origin,
        ...options,
      })
      watched.push({ page, complaints: watchComplaints(page, at.origin) })
      const platform = createPlatform(page, at.origin)
      await signIn(page, at, person, path)
      return { page, platform }
    })
    if (info.status !== info.expectedStatus)
      await info.attach('what the server printed', { body: workbench.output(), contentType: 'text/plain' })
    for (const { page, complaints } of watched) {
      expect(complaints, 'violations of the content security policy, foreign origins, uncaught errors').toEqual([])
      await page.context().close()
    }
  },
})

export { expect } from '@playwright/test'

async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/** Collects what must never happen on any journey: a violation of the page's policy, a request elsewhere, an uncaught error. */
export function watchComplaints(page: Page, origin: string): string[] {
  const complaints: string[] = []
  // Leaving a page cancels its loading requests, which is no error.
  const left = new Set<string>()
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_ABORTED') left.add(request.url())
  })
  page.on('pageerror', ({ message }) => {
    const url = /dynamically imported module: (\S+)/.exec(message)?.[1]
    if (url === undefined || !left.has(url)) complaints.push(`error: ${message}`)
  })
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

/** Expects no violation of WCAG 2.2 AA that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  // In the middle of a transition, a button has the text of its new state on the ground of the old one.
  await page.evaluate(
    `Promise.allSettled(document.getAnimations().flatMap((one) => one instanceof CSSTransition ? [one.finished] : [])).then(() => undefined)`,
  )
  // React Aria's announcement of a pressed button refers to that button for some seconds, even if it has disappeared.
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-live-announcer]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
  )
  // Soft, so that a journey reports everything that it finds on its way.
  expect.soft(found, `accessibility of ${page.url()}`).toEqual([])
}
