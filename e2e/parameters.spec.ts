import { expect, expectAccessible, test } from './fixtures.ts'
import { parametersPageOf } from './pages/parameters.ts'

test('an environment is added, filled from a sheet, looked through and published', async ({ as, ownWorkbench }) => {
  const { page } = await as('Dan', { at: ownWorkbench, permissions: ['clipboard-read', 'clipboard-write'] })
  const values = parametersPageOf(page)

  await test.step('the next environment asks for two things', async () => {
    await values.open('?view=resources')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'New environment' }).click()
    await values.dialog.getByRole('textbox', { name: /^Display name/ }).fill('QA')
    await expect(values.dialog.getByRole('textbox', { name: /^namespace/ })).toHaveValue('bookshelf-qa')
    await values.dialog.getByRole('textbox', { name: /^apiUrl/ }).fill('http://127.0.0.1:41999')
    await values.dialog.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByRole('heading', { name: 'bookshelf-api, qa' })).toBeVisible()
    await expect(page.getByRole('contentinfo')).toContainText('Every value is there')
    await expectAccessible(page)
  })

  await test.step('a value typed into the form counts, and can be reset', async () => {
    await page.getByText(/^Defaults \(/).click()
    await values.field('rolloutTimeoutSeconds').fill('90')
    await expect(values.details).toContainText('90')
    await page.getByRole('button', { name: 'Reset rolloutTimeoutSeconds' }).click()
    await expect(values.field('rolloutTimeoutSeconds')).toHaveAttribute('placeholder', '120')
  })

  await test.step('a block of a spreadsheet finds its places by name', async () => {
    await values.select('replicas', 'bookshelf-api/staging')
    await expect(values.cell).toContainText('1, from Environment')
    await values.paste(
      'parameter\tbookshelf-api/staging\tbookshelf-api/qa\nreplicas\t3\t4\nlogLevel\twarn\tdebug\nnothing\t1\t2',
    )
    await expect(page.getByText('4 values pasted, 2 had no place')).toBeVisible()
    await expect(values.cell).toContainText('3')
    await expect(values.details).toContainText('set here')
  })

  await test.step('the whole chain stands beside the value, and each link leads to its place', async () => {
    const chain = values.details.getByRole('list', { name: 'Where this value comes from' })
    await expect(chain.getByRole('listitem').filter({ hasText: 'Deployment' })).toContainText('(counts)')
    await expect(chain.getByRole('listitem').filter({ hasText: 'Environment' })).toContainText('(overruled)')
    await values.details.getByRole('button', { name: 'Show manifest lines' }).click()
    await expect(values.details.getByText('spec.replicas')).toBeVisible({ timeout: 60_000 })
    await chain.getByRole('link', { name: 'staging', exact: true }).click()
    await expect(values.cell).toContainText('environment staging')
  })

  await test.step('the keyboard reaches and edits every cell', async () => {
    await values.select('logLevel', 'bookshelf-api/staging')
    await page.keyboard.press('ArrowDown')
    await expect(values.cell).toContainText('memoryLimit')
    await page.keyboard.press('ArrowRight')
    await expect(values.cell).toContainText('bookshelf-api, qa')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('512Mi')
    await page.keyboard.press('Enter')
    await expect(values.review).toContainText('Review')
    await page.keyboard.press('ArrowUp')
    await expect(values.cell).toContainText('512Mi')
    await page.keyboard.press('Delete')
    await expect(values.cell).toContainText('256Mi, from Application')
    await values.undo()
    await expect(values.cell).toContainText('512Mi')
    await expectAccessible(page)
  })
})

test('values speak Japanese', async ({ as }) => {
  const { page } = await as('Dan', { locale: 'ja-JP' })
  const values = parametersPageOf(page)
  await values.open('?view=form&scope=bookshelf-api/production&parameter=replicas')
  await expect(values.details).toContainText('この値の由来')
  await expectAccessible(page)
})
