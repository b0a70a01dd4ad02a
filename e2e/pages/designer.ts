import type { Locator, Page } from '@playwright/test'
import { line, project } from '../platform.ts'

/** The designer: palette, board, inspector, drawer, dialogs. */
export interface Designer {
  readonly open: (search?: string) => Promise<void>
  readonly board: Locator
  readonly card: (stage: string) => Locator
  /** The name of the selection in the inspector. */
  readonly selected: Locator
  readonly select: (stage: string) => Promise<void>
  readonly outline: Locator
  readonly outlineItem: (name: string) => Locator
  readonly palette: (tab: 'Adapters' | 'Pipelines' | 'Gates') => Promise<void>
  readonly entry: (name: string) => Locator
  /** Drags an entry of the palette onto a card, which inserts it after that stage. */
  readonly drop: (entry: string, onto: string) => Promise<void>
  /** Draws a link from the order socket of one card to that of another. */
  readonly wire: (from: string, to: string) => Promise<void>
  readonly tab: (name: 'Stage' | 'Parameters' | 'Manifests') => Promise<void>
  readonly drawer: (name: 'Problems' | 'YAML' | 'Changes') => Promise<void>
  readonly inspector: Locator
  readonly field: (name: string) => Locator
  /** The origin of a value. */
  readonly xRay: (name: string) => Locator
  readonly bind: (parameter: string, to: string) => Promise<void>
  readonly manifests: Locator
  readonly editor: Locator
  readonly draftMark: Locator
  readonly undo: Locator
  readonly redo: Locator
  readonly publish: (message: string) => Promise<void>
  readonly version: Locator
  readonly run: Locator
}

export function designerOf(page: Page): Designer {
  const banner = page.getByRole('banner')
  const card = (stage: string) => page.locator(`[data-card="${stage}"]`)
  const entry = (name: string) => page.locator('button[draggable]').filter({ hasText: name }).first()
  const tabs = (group: string, name: string) => page.getByRole('tablist', { name: group }).getByRole('tab', { name })
  return {
    open: async (search = '') => void (await page.goto(`/projects/${project}/lines/${line}${search}`)),
    board: page.getByRole('application', { name: `Board of ${line}` }),
    card,
    selected: page.getByRole('main').getByRole('heading', { level: 2 }).and(page.locator('[title]')),
    select: (stage) => card(stage).click(),
    outline: page.getByRole('tree', { name: 'Outline' }),
    outlineItem: (name) => page.getByRole('tree', { name: 'Outline' }).getByRole('treeitem', { name }).first(),
    palette: (tab) => tabs('Palette', tab).click(),
    entry,
    drop: (name, onto) => entry(name).dragTo(card(onto)),
    async wire(from, to) {
      // The last drop scrolled into view; other cards may be out of it.
      await page.getByRole('button', { name: 'Fit the board' }).click()
      await card(from).locator('[data-handleid="order-out"]').dragTo(card(to).locator('[data-handleid="order-in"]'))
    },
    tab: (name) => tabs('Inspector', name).click(),
    drawer: (name) => tabs('Details', name).click(),
    inspector: page.getByRole('tabpanel', { name: /^(Stage|Parameters|Manifests)/ }),
    field: (name) => page.getByRole('tabpanel', { name: /^Parameters/ }).getByRole('textbox', { name, exact: true }),
    xRay: (name) => page.getByRole('button', { name: `Where ${name} comes from` }),
    async bind(parameter, to) {
      await page.getByRole('button', { name: `Bind ${parameter}` }).click()
      await page.getByRole('menuitem', { name: to, exact: true }).click()
    },
    manifests: page.getByRole('tabpanel', { name: 'Manifests' }),
    editor: page.getByRole('textbox', { name: 'YAML' }),
    draftMark: banner.getByRole('status'),
    undo: banner.getByRole('button', { name: /^Undo/ }),
    redo: banner.getByRole('button', { name: /^Redo/ }),
    async publish(message) {
      await banner.getByRole('button', { name: 'Publish…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Review changes' })
      await dialog.getByRole('textbox').first().fill(message)
      await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
    version: banner.getByText(/^v\d+$/),
    run: banner.getByRole('button', { name: 'Run', exact: true }),
  }
}
