import type { Page } from '@playwright/test'
import type { WorkbenchServer } from '../workbench-server.ts'

/** Signs in as a sample person: by the link that the server printed, then by choosing the person. */
export async function signIn(page: Page, workbench: WorkbenchServer, person: string, path: string): Promise<void> {
  await page.goto(workbench.link())
  await page.getByRole('button', { name: person }).click()
  // The frame is there before it is known who has come; the person's initials are not.
  await page.getByRole('banner').getByRole('button', { name: person }).waitFor()
  if (path !== '/') await page.goto(path)
}
