import type { CDPSession, Page } from '@playwright/test'
import { cancelRun } from '#contract/runs.ts'
import { expect, test } from './fixtures.ts'
import { designerOf } from './pages/designer.ts'
import { gatePageOf } from './pages/gate.ts'
import { runPageOf } from './pages/run.ts'
import { startFormOf } from './pages/start.ts'
import { shellOf } from './pages/shell.ts'
import { project } from './platform.ts'

test('a line is changed, run and approved without a mouse', async ({ as }) => {
  const { page, platform } = await as('Dan')
  const [shell, designer, run] = [shellOf(page), designerOf(page), runPageOf(page)]

  await test.step('the palette of commands leads everywhere', async () => {
    await shell.openPalette()
    await expect(shell.paletteField).toBeFocused()
    await page.keyboard.type('bookshelf-release')
    await page.keyboard.press('Enter')
    await expect(designer.board).toBeVisible()
  })

  await test.step('the keyboard goes on in the page that a link leads to', async () => {
    await page.goto(`/projects/${project}/lines`)
    await page.getByRole('table').getByRole('link', { name: 'bookshelf-release' }).focus()
    await page.keyboard.press('Enter')
    await expect(designer.board).toBeVisible()
    await expect(page.locator('#content:focus-within')).toBeVisible()
  })

  await test.step('the outline does what the mouse does on the board', async () => {
    await designer.open('?outline=yes')
    await designer.outlineItem('verify-production').focus()
    await page.keyboard.press('Enter')
    await expect(designer.outlineItem('verify-production')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('check-production')
    await page.keyboard.press('Enter')
    await expect(designer.outlineItem('check-production')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(designer.outlineItem('verify-production')).toBeVisible()
    await designer.outlineItem('verify-production').focus()
    await page.keyboard.press('Delete')
    await expect(designer.outlineItem('verify-production')).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(designer.outlineItem('verify-production')).toBeVisible()
    await designer.outlineItem('verify-production').focus()
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect(designer.outlineItem('verify-production-2')).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect(designer.outlineItem('verify-production-2')).toHaveCount(0)
    await expect(designer.outline.locator(':focus')).toBeVisible()
    await designer.outlineItem('build-api').focus()
    await page.keyboard.press('l')
    await page.keyboard.type('deploy-web')
    await expect(page.locator('[aria-activedescendant]'), 'the first match is lit').toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByPlaceholder('What goes from build-api to deploy-web-production?').fill('digest imageDigest')
    await page.keyboard.press('Enter')
    await expect(designer.outlineItem('deploy-web-production')).toHaveAccessibleName(/takes build-api\.digest/)
    await page.keyboard.press('Control+z')
    await expect(designer.draftMark, 'an undone change leaves no draft behind').toContainText('As published')
  })

  await test.step('the keyboard stays in the inspector when a button goes with what it removes', async () => {
    await designer.outlineItem('deploy-web-staging').press('Control+d')
    await designer.outline.locator(':focus').press('Enter')
    await designer.tab('Stage')
    await page.keyboard.press('Control+z')
    await expect(designer.outline.locator(':focus'), 'nor with a stage that is taken back').toBeVisible()
    await designer.outlineItem('deploy-web-staging').press('Enter')
    await designer.tab('Stage')
    await designer.inspector
      .getByRole('button', { name: /^Remove (?!stage)/ })
      .first()
      .press('Enter')
    await expect(designer.inspector.getByRole('button', { name: 'Add' }).first()).toBeFocused()
    await page.keyboard.press('Control+z')
    await designer.inspector.getByRole('button', { name: 'Remove stage' }).press('Enter')
    await expect(designer.outlineItem('deploy-web-staging')).toHaveCount(0)
    await expect(designer.outline.locator(':focus')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(designer.draftMark).toContainText('As published')
  })

  await test.step('End and Home reach rows of a long outline that are not mounted', async () => {
    await designer.outlineItem('build-api').focus()
    for (const copies of [2, 4, 8]) {
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Control+d')
      await expect(designer.outlineItem(`build-api-${String(copies)}`)).toBeAttached()
    }
    await page.keyboard.press('End')
    await expect(designer.outlineItem('webUrl')).toBeFocused()
    await page.keyboard.press('Home')
    await expect(designer.outlineItem('Build')).toBeFocused()
    for (const copies of [8, 4, 2]) {
      await page.keyboard.press('Control+z')
      await expect(designer.outlineItem(`build-api-${String(copies)}`)).toHaveCount(0)
    }
    await expect(designer.draftMark).toContainText('As published')
  })

  await test.step('the board is one stop with arrows inside', async () => {
    await designer.open()
    await designer.board.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(designer.selected).toHaveCount(1)
    await expect(designer.board, 'Enter opens what stands there').not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(designer.board).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(designer.selected).toHaveCount(0)
  })

  await test.step('a command gets other keys, and its own ones back', async () => {
    await designer.board.focus()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Shortcuts' })
    await sheet.getByRole('searchbox').fill('tidy')
    const change = sheet.getByRole('button', { name: /^Change the keys of Tidy up/ })
    await change.press('Enter')
    await page.keyboard.press('Control+k')
    await expect(sheet.getByRole('alert')).toContainText('Ctrl K also means: Search or run a command')
    await sheet.getByRole('button', { name: 'Leave it there' }).press('Enter')
    await change.press('Enter')
    await page.keyboard.press('q')
    await page.keyboard.press('w')
    await expect(sheet.getByText('Q W')).toBeVisible()
    await change.press('Enter')
    await page.keyboard.press('j')
    await page.keyboard.press('Escape')
    await expect(designer.board).toBeFocused()
    await page.keyboard.press('j')
    await page
      .getByRole('group', { name: 'This is how it would be arranged' })
      .getByRole('button', { name: 'Leave as it was' })
      .press('Enter')
    await designer.board.focus()
    await page.keyboard.press('?')
    await sheet.getByRole('button', { name: 'Reset all keys' }).press('Enter')
    await expect(sheet.getByRole('button', { name: 'Reset all keys' })).toHaveCount(0)
    await expect(sheet.getByRole('searchbox')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(designer.board).toBeFocused()
  })

  await test.step('Tab passes the text, indents while one types, and leaves after Escape', async () => {
    await expect(designer.editor).toBeVisible()
    await page.getByRole('button', { name: 'Collapse Details' }).focus()
    await page.keyboard.press('Tab')
    await expect(designer.editor).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(designer.editor).not.toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(designer.editor).toBeFocused()
    await page.keyboard.press('Control+k')
    await expect(shell.paletteField, 'before the editor begins a sequence of its own').toBeFocused()
    await page.keyboard.press('Escape')
    await expect(designer.editor).toBeFocused()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('#')
    await page.keyboard.press('Tab')
    await expect(designer.editor).toBeFocused()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await expect(designer.editor).not.toBeFocused()
    await designer.board.focus()
    await page.keyboard.press('Control+z')
    await expect(designer.draftMark).toContainText('As published')
  })

  await test.step('the key of a button that is off says why', async () => {
    await page.keyboard.press('Control+Shift+s')
    await expect(page.getByRole('alertdialog', { name: 'Nothing has changed' })).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Review changes' })).toHaveCount(0)
  })

  await test.step('the start form opens by its key, also on a button, and starts by Enter', async () => {
    await page.getByRole('button', { name: 'Fit the board' }).press('Control+Enter')
    const form = startFormOf(page)
    await expect(form.revision).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(form.note).toBeFocused()
    await page.keyboard.type('By keyboard')
    await page.keyboard.press('Enter')
    await expect(run.board).toBeVisible({ timeout: 60_000 })
  })

  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await platform.until(id, ({ state }) => state === 'needs-approval')
  const mio = await as('Mio')
  const gate = gatePageOf(mio.page)
  await test.step('the gate is read, ticked and passed', async () => {
    await gate.open(id)
    await gate.comment.focus()
    await mio.page.keyboard.type('Read by keyboard')
    await mio.page.keyboard.press('Tab')
    await mio.page.keyboard.press('Space')
    await expect(gate.hasRead).toBeChecked()
    await mio.page.keyboard.press('Tab')
    await mio.page.keyboard.press('Tab')
    await expect(gate.approve).toBeFocused()
    await mio.page.keyboard.press('Enter')
    await expect(gate.decision).toContainText('The gate is open.')
  })
  await platform.until(id, ({ endedAt }) => endedAt !== undefined)
})

/** Types with an input method that has not finished: what is composed, and the keys that belong to it. */
async function compose(client: CDPSession, text: string): Promise<void> {
  await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  for (const [key, code] of [
    ['Enter', 13],
    ['Escape', 27],
    ['Delete', 46],
  ] as const) {
    // While composing, browsers report every key with this code.
    await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key, code: key })
    await client.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: code, key, code: key })
  }
}

async function commit(client: CDPSession, text: string): Promise<void> {
  await client.send('Input.insertText', { text })
}

async function inputMethodOf(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page)
}

test('the palette is searched by its key, the drawer takes the place of the board or goes', async ({ as }) => {
  const { page } = await as('Dan')
  const designer = designerOf(page)
  await designer.open()
  await expect(designer.board).toBeVisible()
  await page.getByRole('tab', { name: 'YAML' }).focus()
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: 'Search adapters' })
  await expect(search).toBeFocused()
  await page.keyboard.type('verify')
  await expect(page.getByRole('button', { name: /^build:/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^verify:http/ }), 'the first match').toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(search).toBeFocused()
  await page.keyboard.press('F6')
  await expect(designer.board).toBeFocused()
  await page.keyboard.press('F6')
  await page.keyboard.press('F6')
  await expect(page.getByRole('tab', { name: 'YAML' }), 'past the inspector').toBeFocused()
  await page.keyboard.press('Shift+F6')
  await page.keyboard.press('Shift+F6')
  await expect(designer.board).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('local/s')
  await expect(page.getByPlaceholder('Insert here'), 'a slash is text here').toHaveValue('local/s')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Maximise Details' }).press('Enter')
  await designer.board.focus()
  await expect(designer.board, 'what is covered is out of reach').not.toBeFocused()
  await page.getByRole('button', { name: 'Restore Details' }).press('Enter')
  await page.getByRole('button', { name: 'Collapse Details' }).press('Enter')
  await expect(page.getByRole('separator', { name: 'Resize Details' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'YAML' })).toBeVisible()
})

test('a stage is bound to a deployment that is made on the way, in one step and without a mouse', async ({ as }) => {
  const { page } = await as('Dan')
  const designer = designerOf(page)
  await designer.open('?select=verify-staging')
  await designer.tab('Stage')
  const picker = designer.inspector.getByRole('button', { name: /Deployment$/ })
  await picker.press('Enter')
  for (const key of ['End', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('textbox', { name: 'Applications' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(picker).toBeFocused()
  for (const key of ['Enter', 'End', 'Enter']) await page.keyboard.press(key)
  await page.getByRole('textbox', { name: 'Environments' }).fill('load')
  await page.keyboard.press('Enter')
  await expect(picker).toContainText('bookshelf-web / load')
  await expect(picker).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(picker).toContainText('bookshelf-web / staging')
  await expect(designer.undo).toBeDisabled()
})

test('while an input method composes, Enter, Escape and Delete do nothing else', async ({ as }) => {
  const { page, platform } = await as('Dan')
  const [shell, designer, run] = [shellOf(page), designerOf(page), runPageOf(page)]
  const ime = await inputMethodOf(page)

  await test.step('in the command palette', async () => {
    await page.waitForURL(`/projects/${project}`)
    const before = page.url()
    await shell.openPalette()
    await expect(shell.paletteField).toBeFocused()
    await compose(ime, 'せってい')
    await expect(shell.palette).toBeVisible()
    await commit(ime, '設定')
    await expect(shell.paletteField).toHaveValue('設定')
    expect(page.url()).toBe(before)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  })

  await test.step('in the search of the palette of adapters, and in the text of the line', async () => {
    await designer.open('?select=build-api')
    const search = page.getByRole('searchbox', { name: 'Search adapters' })
    await search.focus()
    await compose(ime, 'けんしょう')
    await commit(ime, '検証')
    await expect(search).toHaveValue('検証')
    await expect(designer.card('build-api'), 'Delete was not for the board').toBeVisible()
    await expect(designer.draftMark).toContainText('As published')

    await designer.editor.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('# ')
    await compose(ime, 'ほんばん')
    await commit(ime, '本番')
    await expect(page.locator('.view-line').first()).toContainText(/#\s本番/)
    await designer.undo.click()
  })

  await test.step('in a name', async () => {
    await designer.open('?outline=yes')
    await designer.outlineItem('build-web').focus()
    await page.keyboard.press('F2')
    const name = page.getByRole('textbox', { name: 'Name', exact: true }).first()
    await expect(name).toBeFocused()
    await compose(ime, 'びるど')
    await expect(name, 'still being written').toBeFocused()
    await commit(ime, '')
    await page.keyboard.press('Escape')
    await expect(designer.outlineItem('build-web')).toBeVisible()
  })

  await test.step('in a value, which keeps its place and the focus while it is written', async () => {
    await designer.open('?select=deploy-api-production')
    await page.locator('summary').filter({ hasText: 'Defaults' }).click()
    const field = designer.field('rolloutTimeoutSeconds')
    await field.selectText()
    await page.keyboard.type('345', { delay: 600 })
    await page.keyboard.press('Enter')
    await expect(field).toBeFocused()
    await expect(field).toHaveValue('345')
    await designer.undo.click()
    await expect(field).toHaveValue('120')
  })

  await test.step('in the name on a card, which Escape gives up and Enter takes once', async () => {
    await designer.open()
    await designer.select('build-web')
    await page.keyboard.press('F2')
    const name = designer.card('build-web').getByRole('textbox', { name: 'Name', exact: true })
    await expect(name).toBeFocused()
    await name.fill('never')
    await page.keyboard.press('Escape')
    await expect(name).not.toBeAttached()
    await expect(designer.undo).toBeDisabled()
    await page.keyboard.press('F2')
    await expect(name).toBeFocused()
    await name.fill('build-page')
    await page.keyboard.press('Enter')
    await expect(designer.card('build-page')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(designer.card('build-web')).toBeVisible()
    await expect(designer.undo).toBeDisabled()
  })

  await test.step('in the search of a log', async () => {
    const { id } = await platform.startToGate('For its log')
    await run.open(id, '?stage=build-api&task=test&step=test')
    await expect(run.logLines.first()).toBeAttached()
    await run.logSearch.focus()
    await compose(ime, 'てすと')
    await commit(ime, 'テスト')
    await expect(run.logSearch).toHaveValue('テスト')
    await expect(run.log.getByRole('status')).toHaveText('No hit')
    await platform.call(cancelRun, { project, run: id }, { mode: 'Cancelled' })
  })

  await test.step('in the search of the runs, which asks when nobody has typed for a moment', async () => {
    await page.goto(`/projects/${project}/runs`)
    const search = page.getByRole('searchbox')
    await search.focus()
    await compose(ime, 'りりーす')
    await page.waitForURL(/text=/)
    await commit(ime, 'リリース')
    await expect(search).toHaveValue('リリース')
  })

  await test.step('in a number, whose full-width digits are what they look like', async () => {
    await page.goto(`/projects/${project}/parameters?view=resources`)
    await page.getByRole('button', { name: 'New environment' }).click()
    const order = page.getByRole('textbox', { name: 'Order on the board' })
    await order.selectText()
    await compose(ime, '１２')
    await commit(ime, '１２')
    await expect(order).toHaveValue('12')
  })
})
