import { expect, expectAccessible, test } from './fixtures.ts'
import { homeOf } from './pages/home.ts'
import { parametersPageOf } from './pages/parameters.ts'
import { shellOf } from './pages/shell.ts'

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
    await values.field('rolloutTimeoutSeconds').pressSequentially('90')
    await expect(values.field('rolloutTimeoutSeconds')).toHaveValue('90')
    await expect(values.details).toContainText('90')
    await page.getByRole('button', { name: 'Reset rolloutTimeoutSeconds' }).click()
    await expect(values.field('rolloutTimeoutSeconds')).toHaveAttribute('placeholder', '120')
  })

  await test.step('lines that are pasted into a field stay lines, and composing over them stays in the field', async () => {
    const field = values.field('testCommand')
    await field.focus()
    await values.paste('npm ci\nnpm test\n')
    await expect(field).toHaveValue('npm ci\nnpm test')
    await expect(field).toBeFocused()
    await page.keyboard.press('Control+a')
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'てすと', selectionStart: 3, selectionEnd: 3 })
    await expect(values.details).toContainText('てすと')
    await session.send('Input.insertText', { text: 'テスト' })
    await expect(field).toHaveValue('テスト')
    await page.getByRole('button', { name: 'Reset testCommand' }).click()
    await expect(field).toHaveValue('')
  })

  await test.step('a block of a spreadsheet finds its places by name', async () => {
    await values.select('replicas', 'bookshelf-api/staging')
    await expect(values.cell).toContainText('1, from Environment')
    await values.paste(
      'parameter\tbookshelf-api/staging\tbookshelf-api/qa\nreplicas\t3\t4\nlogLevel\twarn\terror\nnothing\t1\t2',
    )
    await expect(page.getByText('4 values pasted, 2 had no place')).toBeVisible()
    await expect(values.cell).toContainText('3')
    await expect(values.details).toContainText('set here')
  })

  await test.step('a table of a page keeps the lines of its cells, and a cell that takes nothing says so', async () => {
    await values.pasteTable(
      '<table><tr><th>application<th>environment<th>parameter<th>value<tr><td rowspan=2>bookshelf-api<td>staging<td>replicas<td>4<br>5' +
        '<tr><td>qa<td>replicas<td>6</table>',
    )
    await expect(page.getByText('2 values pasted. 1 of them cannot be right, see Not valid')).toBeVisible()
    await expect(values.cell).toContainText('4↵5')
    await values.undo()
    await page.keyboard.press('ArrowUp')
    await expect(values.cell).toContainText('imageDigest')
    await page.keyboard.type('latest')
    await expect(page.getByText(/^Nothing can be written here: imageDigest/)).toHaveCount(1)
    await page.keyboard.press('ArrowUp')
    await expect(values.cell).toHaveText(/^Choose a cell/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(values.cell).toContainText('replicas')
  })

  await test.step('the chain stands beside the value, leads to its places, and on to what the value reaches', async () => {
    const chain = values.details.getByRole('list', { name: 'Where this value comes from' })
    await expect(chain.getByRole('listitem').filter({ hasText: 'Deployment' })).toContainText('(counts)')
    await expect(chain.getByRole('listitem').filter({ hasText: 'Environment' })).toContainText('(overruled)')
    await values.details.getByRole('button', { name: 'Show manifest lines' }).click()
    await expect(values.details.getByText('spec.replicas')).toBeVisible({ timeout: 60_000 })
    await chain.getByRole('link', { name: 'staging', exact: true }).click()
    await expect(values.cell).toContainText('environment staging')
    await page.goBack()
    await expect(values.cell).toContainText('bookshelf-api, staging')
  })

  await test.step('the keyboard reaches, edits and fills every cell', async () => {
    await values.select('logLevel', 'bookshelf-api/staging')
    await page.keyboard.press('ArrowDown')
    await expect(values.cell).toContainText('memoryLimit')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('512Mi')
    await page.keyboard.press('Enter')
    await expect(values.cell).toContainText('rolloutTimeoutSeconds')
    await page.keyboard.press('ArrowUp')
    await expect(values.cell).toContainText('512Mi')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Control+r')
    await page.keyboard.press('ArrowRight')
    await expect(values.cell).toContainText('bookshelf-api, qa')
    await expect(values.cell).toContainText('512Mi')
    await page.keyboard.press('Delete')
    await expect(values.cell).toContainText('256Mi, from Application')
    await values.undo()
    await expect(values.cell).toContainText('512Mi')
  })

  await test.step('one text is written into all that is selected, as one step', async () => {
    await values.select('memoryLimit', 'bookshelf-api/staging')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.type('384Mi')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('2 values filled')).toBeVisible()
    await expect(values.cell).toContainText('384Mi')
    await page.keyboard.press('ArrowRight')
    await expect(values.cell).toHaveText(/bookshelf-api, qa.*384Mi$/)
    await values.undo()
    await expect(values.cell).not.toContainText('384Mi')
    await values.select('memoryLimit', 'bookshelf-api/staging')
    await expect(values.cell).toContainText('512Mi')
  })

  await test.step('undoing in a field elsewhere leaves the cell that was written last alone', async () => {
    await values.select('memoryLimit', 'bookshelf-api/staging')
    await page.keyboard.type('640Mi')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Review/ }).click()
    await expect(values.dialog.getByRole('textbox').first()).toBeFocused()
    await page.keyboard.press('Control+z')
    await values.dialog.getByRole('button', { name: 'Cancel' }).click()
    await values.select('memoryLimit', 'bookshelf-api/staging')
    await expect(values.cell).toContainText('640Mi')
    await values.undo()
    await expect(values.cell).toContainText('512Mi')
  })

  await test.step('filling down past the head of a group stays in its column, and is one step to undo', async () => {
    await values.select('memoryLimit', 'bookshelf-api/staging')
    for (let row = 0; row < 5; row += 1) await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByRole('contentinfo')).toContainText('5 cells selected')
    await page.keyboard.press('Control+d')
    await expect(page.getByText('2 values filled')).toBeVisible()
    await values.select('gitCheckoutSubDirectory', 'bookshelf-api/staging')
    await expect(values.cell).toHaveText(/512Mi$/)
    await values.select('gitCheckoutSubDirectory', 'bookshelf-api/qa')
    await expect(values.cell).not.toContainText('512Mi')
    await page.keyboard.press('Control+z')
    await values.select('gitCheckoutSubDirectory', 'bookshelf-api/staging')
    await expect(values.cell).not.toContainText('512Mi')
  })

  await test.step('a selection that grows within sight leaves the grid where it is', async () => {
    await values.select('replicas', 'bookshelf-api/staging')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByRole('contentinfo')).toContainText('3 cells selected')
    await expect(values.scroller).toHaveJSProperty('scrollTop', 0)
    await page.getByRole('button', { name: 'Copy a link to this view' }).focus()
    await page.keyboard.press('Tab')
    await expect(page.locator('.lw-values-entry')).toBeFocused()
    await expect(values.scroller, 'and so does who comes by Tab').toHaveJSProperty('scrollTop', 0)
  })

  await test.step('a link to a cell leads the grid there', async () => {
    await values.select('apiUrl', 'bookshelf-web/production')
    await expect(values.scroller).not.toHaveJSProperty('scrollLeft', 0)
  })

  await test.step('Home leads to the first value of a row, and a range says what stands in it after an edit', async () => {
    await values.select('logLevel', 'bookshelf-api/staging')
    await page.keyboard.press('Home')
    await expect(values.cell).toContainText('the whole project')
    await values.select('logLevel', 'bookshelf-api/staging')
    await page.keyboard.press('Shift+ArrowRight')
    const own = values.details.getByText('Set here', { exact: true }).locator('xpath=following-sibling::dd')
    await expect(own).toHaveText('2')
    await page.keyboard.press('Delete')
    await expect(own).toHaveText('0')
    await page.keyboard.press('Control+z')
    await expect(own).toHaveText('2')
  })

  await test.step('the very value that a cell inherits is pinned by typing it', async () => {
    await values.select('rolloutTimeoutSeconds', 'bookshelf-api/staging')
    await expect(values.cell).toContainText('120, from')
    await page.keyboard.type('120')
    await page.keyboard.press('Enter')
    await expect(values.cell).not.toContainText('rolloutTimeoutSeconds')
    await page.keyboard.press('ArrowUp')
    await expect(values.cell).toHaveText(/120$/)
    await values.undo()
    await expect(values.cell).toContainText('120, from')
    await page.keyboard.press('Control+Home')
    await expect(values.cell).toContainText('the whole project')
    await values.select('memoryLimit', 'bookshelf-api/qa')
  })

  await test.step('what a spreadsheet would read as a formula is copied as a text, and comes back as it was', async () => {
    await values.select('testCommand', 'bookshelf-api/staging')
    await values.paste('=1+2')
    await expect(values.cell).toHaveText(/=1\+2$/)
    await page.keyboard.press('Control+c')
    const types = await page.evaluate(`navigator.clipboard.read().then(([copied]) => copied.types)`)
    expect(types).toEqual(['text/plain', 'text/html'])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+v')
    await expect(values.cell).toHaveText(/bookshelf-api, qa.*=1\+2$/)
    await values.undo()
    await values.undo()
  })

  await test.step('F6 goes from a cell to all about it, and back', async () => {
    await values.select('logLevel', 'bookshelf-api/staging')
    await page.keyboard.press('F6')
    await expect(values.details.getByRole('heading', { name: 'logLevel' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('F6')
    await page.keyboard.press('ArrowDown')
    await expect(values.cell).toContainText('memoryLimit bookshelf-api, staging')
  })

  await test.step('what stands in an open cell for a moment is in the draft, one step of it, and Escape takes it out', async () => {
    await values.select('logLevel', 'bookshelf-api/production')
    await page.keyboard.press('ArrowDown')
    await expect(values.cell).toContainText('memoryLimit')
    const before = await values.cell.innerText()
    await page.keyboard.type('7')
    await expect(values.cell).toHaveText(/7$/)
    await page.keyboard.type('68Mi')
    await expect(values.details).toContainText('768Mi')
    await page.keyboard.press('Escape')
    await expect(values.cell).toHaveText(before)
    await page.keyboard.type('896')
    await expect(values.cell).toHaveText(/896$/)
    await page.keyboard.type('Mi')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    await expect(values.cell).toHaveText(/896Mi$/)
    await values.undo()
    await expect(values.cell).toHaveText(before)
  })

  await test.step('keys come one after the other, and an input method composes in the cell', async () => {
    await values.select('replicas', 'bookshelf-api/staging')
    for (const key of ['7', 'Enter', 'w', 'Enter', 'ArrowDown', '9', '0', 'Enter']) await page.keyboard.press(key)
    await values.select('testCommand', 'bookshelf-api/staging')
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'とうきょう', selectionStart: 5, selectionEnd: 5 })
    await session.send('Input.insertText', { text: '東京' })
    await page.keyboard.press('Enter')
    await expect(values.cell, 'the next row').not.toContainText('testCommand')
    for (const [name, value] of [
      ['testCommand', '東京'],
      ['replicas', '7'],
      ['logLevel', 'warn'],
      ['rolloutTimeoutSeconds', '90'],
    ] as const) {
      await values.select(name, 'bookshelf-api/staging')
      await expect(values.cell).toHaveText(new RegExp(`${value}$`))
    }
    await values.select('memoryLimit', 'bookshelf-api/qa')
  })

  await test.step('a value that cannot be right says so beside it, in the grid and in the form', async () => {
    await values.paste('1,024Mi')
    await expect(values.details).toContainText('This must be a quantity')
    await page.setViewportSize({ width: 1024, height: 768 })
    await values.open('?view=form&scope=bookshelf-api/qa&parameter=memoryLimit')
    await expect(values.field('memoryLimit')).toHaveAccessibleDescription(/This must be a quantity/)
    await expect(values.details).toContainText('(overruled)')
    await page.setViewportSize({ width: 1440, height: 900 })
    await values.select('memoryLimit', 'bookshelf-api/qa')
    await values.undo()
    await expect(values.cell).toHaveText(/512Mi$/)
  })

  await test.step('a text is found and replaced wherever it is set', async () => {
    await page.keyboard.press('Control+h')
    await values.dialog.getByRole('textbox', { name: 'Find' }).fill('512Mi')
    await values.dialog.getByRole('textbox', { name: 'Replace with' }).fill('384Mi')
    await expect(values.dialog.getByRole('status')).toContainText('2 values would change')
    await expectAccessible(page)
    await values.dialog.getByRole('button', { name: 'Replace in 2 values' }).click()
    await expect(values.cell).toContainText('384Mi')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(page)
  })

  await test.step('everything that would change is shown before it is published', async () => {
    await values.review.click()
    const reach = values.dialog.getByRole('region', { name: 'What would change' })
    await expect(reach).toContainText('deploy-api-staging')
    await reach
      .getByText(/deployment\S*\.yaml/i)
      .first()
      .click({ timeout: 60_000 })
    await expect(reach).toContainText('384Mi')
    await expectAccessible(page)
    await values.dialog.getByRole('textbox', { name: /^What changes, and why/ }).fill('Add QA')
    await values.dialog.getByRole('button', { name: 'Publish' }).click()
    await expect(values.dialog).toBeHidden({ timeout: 60_000 })
    await expect(values.draft).toContainText('As published')
  })
})

test('what a draft lacks is told on Home, and filled in from there', async ({ as, ownWorkbench }) => {
  const { page } = await as('Dan', { at: ownWorkbench })
  const [home, values] = [homeOf(page), parametersPageOf(page)]
  await page.goto('/projects/bookshelf/lines/bookshelf-release?insert=linewright.dev/adapters/pipeline/image:kaniko')
  await page.getByRole('dialog').getByRole('button', { name: 'Insert' }).click()
  await expect(page.getByText('Draft, saved')).toBeVisible()

  await home.open()
  await expect(home.toFill).toHaveCount(2)
  await expect(home.toFill.first()).toContainText(/3 values to fill.*imageRegistryPath/)
  await expectAccessible(page)
  await home.toFill.first().getByRole('link', { name: 'Fill in' }).press('Enter')
  await values.field('imageRegistryPath').fill('registry.example.org/books')
  await values.field('imageRegistryPath').press('Enter')
  await expect(page.getByText('Draft, saved')).toBeVisible()
  await shellOf(page).go('Home')
  await expect(home.toFill.first()).toContainText('2 values to fill')
})

test('applications of an empty project go to its environments, and say what to do next', async ({
  as,
  ownWorkbench,
}) => {
  const { page } = await as('Aya', { at: ownWorkbench, path: '/new-project' })
  const dialog = page.getByRole('dialog').last()
  const name = dialog.getByRole('textbox', { name: /^Display name/ })
  const create = dialog.getByRole('button', { name: 'Create' })
  const deployments = page.getByRole('table', { name: 'Deployments' })
  await page.getByRole('textbox', { name: 'Name' }).fill('Market')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/projects/market')
  await page.goto('/projects/market/parameters?view=resources')

  await test.step('environments stand in the order in which they are made, each in a place of its own', async () => {
    for (const [index, environment] of ['Development', 'Staging', 'Production'].entries()) {
      await page.getByRole('button', { name: 'New environment' }).click()
      await name.fill(environment)
      await expect(dialog.getByRole('textbox', { name: /^Namespace/ })).toHaveValue(
        `market-${environment.toLowerCase()}`,
      )
      await expect(dialog.getByRole('textbox', { name: 'Order on the board' })).toHaveValue(String(index + 1))
      await create.click()
      await expect(dialog).toBeHidden()
    }
  })

  await test.step('the grid leads to the first application, which names its repository and is deployed everywhere', async () => {
    await page.goto('/projects/market/parameters')
    await page.getByRole('button', { name: 'New application' }).click()
    await name.fill('Orders')
    await dialog.getByRole('button', { name: /QVS Config repository/ }).click()
    await page.getByRole('option', { name: '+ Create new repository' }).click()
    await expect(dialog.getByRole('textbox', { name: /^Name/ })).toHaveValue('orders')
    await create.click()
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await expectAccessible(page)
    await create.click()
    await expect(deployments.getByRole('row', { name: /^orders/ }).getByRole('link')).toHaveCount(6)
  })

  await test.step('the next one shares the repository, and leaves an environment out', async () => {
    await page.getByRole('button', { name: 'New application' }).click()
    await name.fill('Payments')
    await expect(dialog.getByRole('textbox', { name: 'QVS Config file path' })).toHaveValue(
      '.valuestream/payments.yaml',
    )
    await dialog.getByText('production', { exact: true }).click()
    await create.click()
    await expect(deployments.getByRole('button', { name: 'Add payments to Production' })).toBeVisible()
    await expect(deployments.getByRole('row', { name: /^payments/ }).getByRole('link')).toHaveCount(4)
  })

  await test.step('until they are published, values have nothing to come from', async () => {
    await page.getByRole('radio', { name: 'Grid', exact: true }).click()
    await page.getByRole('button', { name: 'Publish orders first' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 60_000 })
    await expect(page.getByRole('link', { name: 'Open the QVS Config' })).toBeVisible()
  })
})

test('values speak Japanese', async ({ as }) => {
  const { page } = await as('Dan', { locale: 'ja-JP' })
  const values = parametersPageOf(page)
  await values.open('?view=form&scope=bookshelf-api/production&parameter=replicas')
  await expect(values.details).toContainText('この値の由来')
  await expectAccessible(page)
})
