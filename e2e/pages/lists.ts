import type { Locator, Page } from '@playwright/test'
import { project } from '../platform.ts'

/** Settings: people, secrets, Git access. */
export interface Settings {
  readonly open: () => Promise<void>
  readonly makeToken: Locator
  /** Reads the user or the token of the token just made. */
  readonly token: (label: 'User' | 'Token') => Promise<string>
  readonly setSecret: (environment: string, name: string, value: string) => Promise<void>
  readonly secret: (name: string) => Locator
}

export function settingsOf(page: Page): Settings {
  return {
    open: async () => void (await page.goto(`/projects/${project}/settings`)),
    makeToken: page.getByRole('button', { name: 'Make a token' }),
    async token(label) {
      const value = page
        .getByRole('definition')
        .filter({ has: page.getByRole('code') })
        .nth(label === 'User' ? 0 : 1)
      return (await value.getByRole('code').innerText()).trim()
    },
    async setSecret(environment, name, value) {
      await page.getByRole('textbox', { name: /^Name/ }).fill(name)
      const choice = page.getByRole('button', { name: /Environment/ })
      await choice.click()
      await page.getByRole('option', { name: environment, exact: true }).click()
      await page
        .getByRole('main')
        .getByLabel(/^Value/)
        .fill(value)
      await page.getByRole('button', { name: 'Set a secret' }).click()
    },
    secret: (name) => page.getByRole('row').filter({ hasText: name }),
  }
}

/** The page of a Deployment: what runs there. */
export interface DeploymentPage {
  readonly open: (application: string, deployment: string) => Promise<void>
  readonly tab: (name: 'Overview' | 'Parameters' | 'Log' | 'History') => Promise<void>
  readonly main: Locator
  readonly replicas: Locator
  readonly log: Locator
}

export function deploymentPageOf(page: Page): DeploymentPage {
  return {
    open: async (application, deployment) =>
      void (await page.goto(`/projects/${project}/deployments/${application}/${deployment}`)),
    tab: (name) => page.getByRole('tab', { name }).click(),
    main: page.getByRole('main'),
    replicas: page.getByRole('table', { name: 'Replicas' }).getByRole('row'),
    log: page.getByRole('log'),
  }
}
