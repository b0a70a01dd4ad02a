import { expect, expectAccessible, test } from './fixtures.ts'

const builds = 3
const deliveries = 9

test('a line for three applications and three environments is composed from nothing', async ({ as, ownWorkbench }) => {
  const { page } = await as('Aya', { at: ownWorkbench, path: '/new-project' })
  const cards = page.locator('[data-card]')
  const dialog = page.getByRole('dialog')
  const search = page.getByRole('searchbox', { name: 'Search adapters' })
  const entry = (name: string) => page.locator('button[draggable]').filter({ hasText: name }).first()

  await test.step('a project is begun', async () => {
    await page.getByRole('textbox', { name: 'Name' }).fill('Web shop')
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/projects/web-shop')
  })

  await test.step('a line begins as an empty board that asks for what is missing', async () => {
    await page.getByRole('link', { name: 'Lines' }).first().click()
    await page.getByRole('button', { name: 'New line' }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('release')
    await dialog.getByRole('button', { name: 'Open the board' }).click()
    await page.getByRole('button', { name: 'Name applications and environments…' }).click()
    await dialog.getByRole('textbox', { name: 'Applications' }).fill('api, web, worker')
    await dialog.getByRole('textbox', { name: /^Environments/ }).fill('dev, staging, production')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Insert the first stage' })).toBeVisible()
    // A disabled button says why when somebody tries it.
    await page.getByRole('banner').getByRole('button', { name: 'Publish…' }).click({ force: true })
    await expect(page.getByRole('tooltip')).toHaveText('Add a stage first')
    await page.mouse.move(10, 500)
  })

  await test.step('a template goes in as one step, and is taken back as one', async () => {
    await entry('Build Node and deploy').press('Enter')
    await dialog.getByRole('button', { name: 'Insert', exact: true }).click()
    await expect(cards).toHaveCount(builds + deliveries)
    await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click()
    await expect(page.getByRole('button', { name: 'Insert the first stage' })).toBeVisible()
  })

  await test.step('an adapter goes into all applications at once', async () => {
    await search.fill('nodePackage')
    // A drop on the middle of an empty board counts, though a button is there.
    await entry('build:nodePackage').dragTo(page.getByRole('button', { name: 'Insert the first stage' }))
    await dialog.getByRole('button', { name: 'Insert', exact: true }).click()
    await expect(cards).toHaveCount(builds)
    await search.fill('local/service')
    await entry('local/service').dragTo(page.getByRole('application', { name: 'Board of release' }), {
      targetPosition: { x: 20, y: 20 },
    })
  })

  await test.step('and into all environments, behind what is there', async () => {
    await dialog.getByRole('button', { name: 'Insert', exact: true }).click()
    await expect(cards).toHaveCount(builds + deliveries)
  })

  await test.step('a rectangle drawn with Shift catches what lies in it', async () => {
    const [first, last] = [cards.first(), page.locator('[data-card="deploy-worker-production"]')]
    await page.getByRole('button', { name: 'Fit the board' }).click()
    const [from, to] = [await first.boundingBox(), await last.boundingBox()]
    if (from === null || to === null) throw new Error('The cards are not on the board')
    await page.keyboard.down('Shift')
    await page.mouse.move(from.x - 5, from.y - 5)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width + 5, to.y + to.height + 5, { steps: 5 })
    await expect(page.locator('.react-flow__node-card.selected')).toHaveCount(builds + deliveries)
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect(page.getByText('12 are selected; this is the last one')).toBeVisible()
    await first.click()
    await expect(page.locator('.react-flow__node-card.selected'), 'nothing lies over them').toHaveCount(1)
    await page.keyboard.press('Escape')
  })

  // From here without a mouse: over a card, it would dim everything off that card's path.
  await page.mouse.move(1400, 600)
  await test.step('the keyboard goes on: insert, undo, redo, gate', async () => {
    const board = page.getByRole('application', { name: 'Board of release' })
    await board.focus()
    await page.keyboard.press('Escape')
    await search.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('verify:http')
    await entry('verify:http').focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText('In which environments?')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Insert', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(cards).toHaveCount(builds + 2 * deliveries)
    await board.focus()
    await page.keyboard.press('Control+z')
    await expect(cards).toHaveCount(builds + deliveries)
    await page.keyboard.press('Control+y')
    await expect(cards).toHaveCount(builds + 2 * deliveries)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    for (const time of ['first', 'second']) {
      await page.keyboard.press('/')
      await page.keyboard.type('report:summary')
      await page.keyboard.press('Enter')
      await expect(dialog, `the ${time} time`).toContainText('For which applications?')
      await page.keyboard.press('Escape')
      await expect(board).toBeFocused()
    }
  })

  await test.step('nothing is wrong, and all of it is published together', async () => {
    await page.getByRole('tablist', { name: 'Details' }).getByRole('tab', { name: 'Problems' }).click()
    await expect(page.getByText('No problems')).toBeVisible()
    await page.keyboard.press('Control+Shift+s')
    await dialog.getByRole('textbox').first().fill('Deliver the shop')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await expect(page.getByRole('banner').getByText('v1', { exact: true })).toBeVisible()
    await expect(page.getByRole('banner').getByRole('status')).toContainText('As published')
  })

  await test.step('lines are renamed, links lead on, and a deletion is taken back', async () => {
    await page.goto('/projects/web-shop/lines?do=rename&line=release')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('shop-release')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('table').getByRole('link', { name: 'shop-release' })).toBeVisible()
    await page.getByRole('button', { name: 'What can be done with shop-release' }).click()
    await expectAccessible(page)
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(page.getByRole('link', { name: 'shop-release' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('table').getByRole('link', { name: 'shop-release' })).toBeVisible()
    await page.goto('/projects/web-shop/lines/release')
    await page.waitForURL('**/lines/shop-release')
    await expect(cards).toHaveCount(builds + 2 * deliveries)
  })
})
