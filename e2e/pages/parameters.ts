import { expect, type Locator, type Page } from '@playwright/test'
import { project } from '../platform.ts'

/** Values of all Deployments, and the resources around them. */
export interface ParametersPage {
  readonly open: (search?: string) => Promise<void>
  readonly view: (name: 'Form' | 'Grid' | 'Compare' | 'Resources') => Promise<void>
  /** The element that scrolls the grid. */
  readonly scroller: Locator
  /** The bar above the grid about the selected cell. */
  readonly cell: Locator
  readonly details: Locator
  /** Selects a cell by a click on its place in the twin table. */
  readonly select: (parameter: string, column: string) => Promise<void>
  readonly paste: (text: string) => Promise<void>
  /** Pastes a table as browsers copy it, where the plain text loses its lines. */
  readonly pasteTable: (html: string) => Promise<void>
  readonly field: (name: string) => Locator
  readonly review: Locator
  readonly dialog: Locator
  readonly undo: () => Promise<void>
  readonly draft: Locator
  readonly main: Locator
}

export function parametersPageOf(page: Page): ParametersPage {
  // The canvas, which contains a twin table for screen readers.
  const grid = page.getByTestId('data-grid-canvas')
  const cell = page.getByRole('main').getByRole('status').first()
  const dialog = page.getByRole('dialog')
  async function open(search = ''): Promise<void> {
    await page.goto(`/projects/${project}/parameters${search}`)
    await page.getByRole('heading', { name: /^(Parameters|パラメータ)$/, level: 1 }).waitFor({ timeout: 60_000 })
  }
  return {
    open,
    view: (name) => page.getByRole('radio', { name, exact: true }).click(),
    scroller: page.locator('.dvn-scroller'),
    cell,
    details: page.getByRole('complementary', { name: /^(Details|詳細)$/ }),
    async select(parameter, scope) {
      // Cells are shared by address, so opening one acts like a link from elsewhere.
      await open(`?parameter=${parameter}&scope=${encodeURIComponent(scope)}`)
      await expect(cell).toContainText(parameter)
      await grid.focus()
    },
    async paste(text) {
      // A string, since Node programs lack the browser's types.
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
      await page.keyboard.press('Control+v')
    },
    async pasteTable(html) {
      await page.evaluate(
        `navigator.clipboard.write([new ClipboardItem({ 'text/html': ${JSON.stringify(html)}, 'text/plain': 'lost' })])`,
      )
      await page.keyboard.press('Control+v')
    },
    field: (name) => page.getByRole('main').getByRole('textbox', { name: new RegExp(`^${name}`) }),
    review: page.getByRole('button', { name: /^(Review \d|\d+ 件の変更)/ }),
    dialog,
    undo: () => page.keyboard.press('Control+z'),
    draft: page.getByRole('banner').getByRole('status').first(),
    main: page.getByRole('main'),
  }
}
