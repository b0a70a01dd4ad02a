import type { Locator, Page } from '@playwright/test'

type Place = 'Home' | 'Lines' | 'Runs' | 'Applications' | 'Parameters' | 'Adapters' | 'Approvals' | 'Settings'

/** The frame of every page: rail, top bar, person menu, command palette, banner. */
export interface Shell {
  readonly go: (place: Place) => Promise<void>
  /** Opens the menu and chooses: two clicks. */
  readonly switchTo: (person: string) => Promise<void>
  readonly person: Locator
  readonly openPalette: () => Promise<void>
  readonly palette: Locator
  readonly paletteField: Locator
  readonly banner: Locator
  readonly statusBar: Locator
}

export function shellOf(page: Page): Shell {
  const person = page.getByRole('banner').getByRole('button', { name: /^(Person|ユーザ): / })
  const palette = page.getByRole('dialog', { name: /^(Commands|コマンド)$/ })
  return {
    // The rail's names may end with a number of waiting approvals.
    go: (place) =>
      page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: new RegExp(`^${place}`) })
        .click(),
    async switchTo(name) {
      await person.click()
      await page.getByRole('menuitem', { name }).click()
    },
    person,
    palette,
    paletteField: palette.getByRole('searchbox').or(palette.getByRole('textbox')),
    openPalette: () => page.keyboard.press('Control+k'),
    banner: page.getByRole('status').filter({ hasText: 'The server does not answer' }),
    statusBar: page.getByRole('contentinfo'),
  }
}
