import { expect, test } from './fixtures.ts'
import { parametersPageOf } from './pages/parameters.ts'

test('a filter leaves the selection with its parameter', async ({ as, ownWorkbench }) => {
  const { page } = await as('Dan', { at: ownWorkbench })
  const values = parametersPageOf(page)
  await values.select('memoryLimit', 'bookshelf-api/staging')
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill('limit')
  await expect(page).toHaveURL(/text=limit/)
  await page.getByTestId('data-grid-canvas').focus()
  await page.keyboard.type('320Mi')
  await page.keyboard.press('Enter')
  await values.select('memoryLimit', 'bookshelf-api/staging')
  await expect(values.cell).toHaveText(/320Mi$/)
})
