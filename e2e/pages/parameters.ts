import { expect, type Locator, type Page } from '@playwright/test'
import { project } from '../platform.ts'

/** Values of all Deployments, and the resources around them. */
export interface ParametersPage {
  readonly open: (search?: string) => Promise<void>
  readonly view: (name: 'Form' | 'Grid' | 'Compare' | 'Resources') => Promise<void>
  /** The canvas; its twin for screen readers stands inside. */
  readonly grid: Locator
  /** What scrolls it. */
  readonly scroller: Locator
  /** What the bar above the grid says about the selected cell. */
  readonly cell: Locator
  readonly details: Locator
  /** Selects a cell by a click on its place in the twin table. */
  readonly select: (parameter: string, column: string) => Promise<void>
  readonly paste: (text: string) => Promise<void>
  /** What a browser copies of a table, with its lines lost in the plain text. */
  readonly pasteTable: (html: string) => Promise<void>
  readonly field: (name: string) => Locator
  readonly review: Locator
  readonly dialog: Locator
  readonly undo: () => Promise<void>
  readonly draft: Locator
  readonly main: Locator
}

export function parametersPageOf(page: Page): ParametersPage {
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
    grid,
    scroller: page.locator('.dvn-scroller'),
    cell,
    details: page.getByRole('complementary', { name: /^(Details|詳細)$/ }),
    async select(parameter, scope) {
      // The address is how a cell is shared; going there is what a link from elsewhere does.
      await open(`?parameter=${parameter}&scope=${encodeURIComponent(scope)}`)
      await expect(cell).toContainText(parameter)
      await grid.focus()
    },
    async paste(text) {
      // As text: programs of Node do not have the types of a browser.
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
