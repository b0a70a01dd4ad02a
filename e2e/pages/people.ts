import type { Locator, Page } from '@playwright/test'
import { project } from '../platform.ts'

/** Settings of people, tokens and the audit log. */
export interface PeoplePages {
  readonly open: (section: 'people' | 'tokens' | 'rules' | 'webhooks' | 'audit') => Promise<void>
  readonly member: (name: string) => Locator
  readonly setRole: (name: string, role: string) => Promise<void>
  /** Makes a personal token and returns it from the page that shows it once. */
  readonly makeToken: (name: string) => Promise<string>
  readonly entries: Locator
}

export function peoplePagesOf(page: Page): PeoplePages {
  return {
    open: async (section) => void (await page.goto(`/projects/${project}/settings/${section}`)),
    member: (name) => page.getByRole('table', { name: 'People' }).getByRole('row').filter({ hasText: name }),
    async setRole(name, role) {
      await page.getByRole('button', { name: `Role of ${name}` }).click()
      await page.getByRole('option', { name: role }).click()
    },
    async makeToken(name) {
      await page.getByRole('button', { name: 'Make a token' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
      await dialog.getByRole('button', { name: 'Make a token' }).click()
      const shown = page.getByRole('alertdialog').locator('code').first()
      const token = (await shown.textContent()) ?? ''
      await page.keyboard.press('Escape')
      return token
    },
    entries: page.getByRole('table', { name: 'Audit log' }).getByRole('row'),
  }
}
