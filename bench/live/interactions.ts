import type { Browser, Page } from '@playwright/test'
import { longestTask } from '../in-browser/longest-task.ts'

/** People's actions on a run's page, each with the main thread's longest task in milliseconds, caused by it or by the events meanwhile. */
export async function measureInteractions(
  browser: Browser,
  page: Page,
): Promise<readonly (readonly [string, number])[]> {
  const view = (name: string) => () => page.getByRole('radio', { name }).click({ force: true })
  const acts: readonly (readonly [string, () => Promise<void>])[] = [
    ['selecting a stage', () => page.locator('[data-card]').nth(7).click({ force: true })],
    ['panning', () => wheel(page, 60)],
    ['the table', view('Table')],
    ['scrolling it', () => wheel(page, 300)],
    ['the timeline', view('Timeline')],
    ['scrolling it', () => wheel(page, 300)],
    ['back to the graph', view('Graph')],
  ]
  const measured: (readonly [string, number])[] = []
  for (const [name, act] of acts) {
    const longest = await longestTask(browser, page, async () => {
      await act()
      // Includes consequences, such as a log that opens or the next frames.
      await page.waitForTimeout(500)
    })
    measured.push([name, longest])
  }
  return measured
}

async function wheel(page: Page, by: number): Promise<void> {
  await page.mouse.move(500, 300)
  for (let turn = 0; turn < 15; turn += 1) {
    await page.mouse.wheel(0, by)
    await page.waitForTimeout(16)
  }
}
