import type { CDPSession, Page } from '@playwright/test'
import { cancelRun } from '#contract/runs.ts'
import { expect, test } from './fixtures.ts'
import { designerOf } from './pages/designer.ts'
import { runPageOf } from './pages/run.ts'
import { shellOf } from './pages/shell.ts'
import { project } from './platform.ts'

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
    await field.selectText()
    await compose(ime, '４５６')
    await commit(ime, '４５６')
    await page.keyboard.press('Enter')
    await expect(field, 'as it is written into the document').toHaveValue('456')
    await designer.undo.click()
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

/** Types with an input method that is still composing: the composed text and its keys. */
async function compose(client: CDPSession, text: string): Promise<void> {
  await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  for (const [key, code] of [
    ['Enter', 13],
    ['Escape', 27],
    ['Delete', 46],
  ] as const) {
    // Browsers report every key with this code while composing.
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
