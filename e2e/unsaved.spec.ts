import { expect, expectAccessible, test } from './fixtures.ts'
import { designerOf } from './pages/designer.ts'

test('unsaved work comes back after a reload, and can be undone', async ({ as }) => {
  const { page } = await as('Dan', { path: '/projects/bookshelf/lines/bookshelf-release?palette=pipelines' })
  const designer = designerOf(page)
  await expect(designer.board).toBeVisible()
  await designer.drop('bookshelf-web-verify', 'deploy-web-production')
  await expect(designer.draftMark).toContainText('Draft')
  const added = page
    .locator('[data-card^="verify-web"], [data-card^="bookshelf-web-verify"], [data-card*="verify-production-"]')
    .first()
  await expect(added).toBeVisible()
  const name = (await added.getAttribute('data-card')) ?? ''

  // At once, before any timer has saved it: the browser keeps what the server has not heard yet.
  await page.reload()
  await expect(designer.card(name)).toBeVisible()
  await expect(designer.draftMark).toContainText('Draft')
  await expectAccessible(page)

  await test.step('a second tab reads along, and takes over with what the first one has just done', async () => {
    const second = await page.context().newPage()
    await second.goto(page.url())
    const other = designerOf(second)
    await expect(other.card(name)).toBeVisible()
    await expect(other.undo).toHaveCount(0)
    await designer.undo.click()
    await second.getByRole('button', { name: 'Edit here' }).click()
    await expect(other.draftMark).toContainText('As published')
    await expect(other.card(name)).toHaveCount(0)
    await expect(page.getByText('You are editing this in another tab')).toBeVisible()
    await expect(designer.card(name)).toHaveCount(0)
    await expectAccessible(page)
    await second.close()
    await expect(page.getByText('You are editing this in another tab')).toHaveCount(0)
  })
  await expect(designer.draftMark).toContainText('As published')
})
