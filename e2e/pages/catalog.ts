import type { Locator, Page } from '@playwright/test'
import { project } from '../platform.ts'

/** The catalog of adapters: the list, one adapter, the modules, a source. */
export interface Catalog {
  readonly open: (search?: string) => Promise<void>
  readonly search: Locator
  readonly entry: (name: string) => Locator
  readonly tab: (name: string) => Promise<void>
  readonly heading: (name: string) => Locator
  readonly modules: Locator
  /** Enters a module of a hosted repository in the form and looks it up. */
  readonly lookAt: (module: { readonly repository: string; readonly directory: string }) => Promise<void>
  readonly take: () => Promise<void>
  /** Compares a module with the current state of its branch. */
  readonly compare: (module: string) => Promise<void>
  readonly dialog: Locator
  /** The highlighted line of a source. */
  readonly highlighted: Locator
}

export function catalogOf(page: Page): Catalog {
  const dialog = page.getByRole('dialog')
  return {
    open: async (search = '') => void (await page.goto(`/projects/${project}/adapters${search}`)),
    search: page.getByRole('searchbox', { name: 'Search adapters' }),
    entry: (name) => page.getByRole('link', { name }),
    tab: (name) => page.getByRole('tab', { name }).click(),
    heading: (name) => page.getByRole('heading', { level: 1, name }),
    modules: page.getByRole('table', { name: 'Modules' }),
    async lookAt({ repository, directory }) {
      await page.getByRole('button', { name: 'Add module…' }).click()
      await dialog.getByRole('button', { name: /Where it is/ }).click()
      await page.getByRole('option', { name: new RegExp(repository) }).click()
      await dialog.getByRole('textbox', { name: 'Folder' }).fill(directory)
      await dialog.getByRole('button', { name: 'Look at it' }).click()
    },
    take: () => dialog.getByRole('button', { name: 'Take it into the catalog' }).click(),
    async compare(module) {
      await page
        .getByRole('row', { name: new RegExp(module) })
        .getByRole('button', { name: 'Other versions…' })
        .click()
      await dialog.getByRole('button', { name: 'Compare' }).click()
    },
    dialog,
    highlighted: page.locator('.lw-source .lw-code-highlight'),
  }
}
