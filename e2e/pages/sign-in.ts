import type { Page } from '@playwright/test'
import type { WorkbenchServer } from '../workbench-server.ts'

/** Signs in as a sample person: opens the link that the server printed, then chooses the person. */
export async function signIn(page: Page, workbench: WorkbenchServer, person: string, path: string): Promise<void> {
  await page.goto(workbench.link())
  await page.getByRole('button', { name: person }).click()
  // The frame appears before the person is known; their initials do not.
  await page.getByRole('banner').getByRole('button', { name: person }).waitFor()
  if (path !== '/') await page.goto(path)
}
