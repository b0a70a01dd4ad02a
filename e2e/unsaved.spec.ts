import { expect, expectAccessible, test } from './fixtures.ts'
import { designerOf } from './pages/designer.ts'
import { shellOf } from './pages/shell.ts'

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

  // Immediately, before any timer saves it: the browser keeps what the server does not have yet.
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
    await expect(other.card(name)).toHaveCount(0)
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

test('a draft that only the browser has goes to the server as soon as that answers, also after a reload', async ({
  as,
}) => {
  const { page } = await as('Dan', { path: '/projects/bookshelf/lines/bookshelf-release?palette=pipelines' })
  const designer = designerOf(page)
  await expect(designer.board).toBeVisible()
  await page.route('**/drafts/*', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
  await designer.drop('bookshelf-web-verify', 'deploy-web-production')
  await expect(designer.draftMark).toContainText('kept in this browser')
  await page.reload()
  await expect(designer.draftMark).toContainText('kept in this browser')
  await page.unroute('**/drafts/*')
  await expect(designer.draftMark).toContainText('Draft, saved')
  // The same for a draft that is undone meanwhile: it must not be there again after a reload.
  await page.route('**/drafts/*', (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()))
  await designer.undo.click()
  await expect(designer.draftMark).toContainText('As published')
  const isDropped = page.waitForResponse((answer) => answer.request().method() === 'DELETE' && answer.ok())
  await page.unroute('**/drafts/*')
  await isDropped
  await page.reload()
  await expect(designer.draftMark).toContainText('As published')
})

test('an adapter that is still being compiled when the designer is left comes into the draft', async ({ as }) => {
  const { page } = await as('Dan', { path: '/projects/bookshelf/lines/bookshelf-release' })
  const designer = designerOf(page)
  const left = Promise.withResolvers<void>()
  await page.route('**/compile/pipelines', async (route) => {
    await left.promise
    await route.continue()
  })
  await designer.drop('source:checkout', 'build-web')
  await expect(page.getByText('Compiling')).toBeVisible()
  await shellOf(page).go('Home')
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible()
  left.resolve()
  await expect(page.getByText('source:checkout was inserted into the draft')).toBeVisible()
  await page.goBack()
  await expect(designer.card('checkout-web')).toBeVisible()
  await designer.undo.click()
  await expect(designer.draftMark).toContainText('As published')
})

test('what was typed into an open form is there again after its tab was killed, until the form is closed', async ({
  as,
}) => {
  const { page } = await as('Dan', { path: '/projects/bookshelf/parameters?view=resources&dialog=new-environment' })
  await page.getByLabel('Display name').fill('Quality assurance')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('quality-assurance')
  await expect(page.getByLabel('namespace, Provisioning targets')).toHaveValue('bookshelf-quality-assurance')
  const second = await page.context().newPage()
  await page.close({ runBeforeUnload: false })
  await second.goto('/projects/bookshelf/parameters?view=resources')
  const open = second.getByRole('button', { name: 'New environment' })
  await open.click()
  await expect(second.getByLabel('Display name')).toHaveValue('Quality assurance')
  await second.getByRole('button', { name: 'Cancel' }).click()
  await open.click()
  await expect(second.getByLabel('Display name')).toHaveValue('')
  await second.getByRole('button', { name: 'Cancel' }).click()
})

test('a name that is being written is there again after its tab was killed, and gone once it is given up', async ({
  as,
}) => {
  const address = '/projects/bookshelf/lines/bookshelf-release'
  const { page } = await as('Dan', { path: address })
  const first = designerOf(page)
  await first.select('verify-staging')
  await page.keyboard.press('F2')
  await page.keyboard.type('check-stag')
  await expect(first.card('verify-staging').getByRole('textbox')).toHaveValue('check-stag')
  // A page that closes or loses the front saves its input when the field loses the focus.
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  const second = await page.context().newPage()

  await second.goto(address)
  const designer = designerOf(second)
  await designer.select('verify-staging')
  await second.keyboard.press('F2')
  const name = designer.card('verify-staging').getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('check-stag')
  await second.keyboard.press('Escape')
  await second.keyboard.press('F2')
  await expect(name).toHaveValue('verify-staging')
  await second.keyboard.press('Escape')
})

test('what a gate says to approvers is kept while it is typed', async ({ as }) => {
  const { page } = await as('Dan', { path: '/projects/bookshelf/lines/bookshelf-release?select=gate:production' })
  const instructions = page.getByLabel('What the approver should look at')
  const before = await instructions.inputValue()
  const kept = page.waitForResponse((answer) => answer.request().postData()?.includes('Look at the report') === true)
  await instructions.fill(`${before}Look at the report`)
  await kept
  await page.reload()
  await expect(instructions, 'nobody has left the field').toHaveValue(`${before}Look at the report`)
  await designerOf(page).undo.click()
  await expect(instructions).toHaveValue(before)
})

test('entries of a list are kept while they are typed, and a comma begins the next one', async ({ as }) => {
  const { page } = await as('Dan', { path: '/projects/bookshelf/applications/bookshelf-web/qvs-config' })
  const editor = page.getByRole('textbox', { name: /^QVS Config of bookshelf-web/ })
  await editor.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('  - pattern: linewright.dev/adapters/aws/scheduledScaling\n')
  await page.getByRole('radio', { name: 'Form' }).click()
  const adapter = page.locator('summary').filter({ hasText: 'aws/scheduledScaling' })
  await adapter.click()
  const list = page.getByRole('group', { name: 'stopSchedules' })
  await expect(list, 'a default with a comma in it').toContainText('SAT,SUN')
  await list.getByRole('button', { name: 'Add entry' }).click()
  await page.keyboard.type('@daily')
  await expect(list.getByRole('textbox')).toHaveCount(1)
  await page.keyboard.type(',@weekly')
  await expect(list.getByRole('textbox', { name: /entry 2/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(list.getByRole('button', { name: 'Add entry' })).toBeFocused()
  await page.keyboard.press('Enter')
  const kept = page.waitForResponse((answer) => answer.request().postData()?.includes('@monthly') === true)
  await page.keyboard.type('@monthly')
  await kept
  await page.reload()
  await adapter.click()
  await expect(list.getByRole('textbox', { name: /entry 3/ }), 'nobody has left the field').toHaveValue('@monthly')
})

test('YAML of one field that cannot be read yet is kept while it is typed', async ({ as }) => {
  const { page } = await as('Aya', { path: '/projects/bookshelf/applications/bookshelf-web/qvs-config' })
  const editor = page.getByRole('textbox', { name: /^QVS Config of bookshelf-web/ })
  await editor.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(
    '  - {pattern: linewright.dev/adapters/aws/scheduledScaling, params: {stopSchedules: [{a: 1}]}}\n',
  )
  await page.getByRole('radio', { name: 'Form' }).click()
  const adapter = page.locator('summary').filter({ hasText: 'aws/scheduledScaling' })
  await adapter.click()
  const field = page.getByRole('textbox', { name: 'stopSchedules' })
  await expect(field).toHaveValue(/a: 1/)
  await field.fill('- {a: 1')
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage)), 'it is kept').toContain('- {a: 1')
  await page.reload()
  await adapter.click()
  await expect(field, 'nobody has left the field').toHaveValue('- {a: 1')
  await field.fill('["@daily"]')
  await field.blur()
  await expect(page.getByRole('group', { name: 'stopSchedules' }).getByRole('textbox')).toHaveValue('@daily')
})

test('the teams of a person are kept while they are typed', async ({ as }) => {
  const { page } = await as('Aya', { path: '/projects/bookshelf/settings/people' })
  const teams = page.getByRole('textbox', { name: /^Teams of Mio/ })
  const before = await teams.inputValue()
  await teams.fill(`${before}, night shift`)
  await page.reload()
  await expect(teams, 'nobody has left the field').toHaveValue(`${before}, night shift`)
  await teams.fill(before)
  await teams.blur()
  await page.reload()
  await expect(teams).toHaveValue(before)
})

test('of what two people changed, each difference is taken from one or the other side', async ({
  as,
  ownWorkbench,
}) => {
  const [aya, dan] = [await as('Aya', { at: ownWorkbench }), await as('Dan', { at: ownWorkbench })]
  const [theirs, mine] = [designerOf(aya.page), designerOf(dan.page)]
  await theirs.open()
  await mine.open()
  await theirs.select('verify-staging')
  await aya.page.keyboard.press('d')
  await mine.select('verify-production')
  await dan.page.keyboard.press('F2')
  await dan.page.keyboard.type('check-production')
  await dan.page.keyboard.press('Enter')
  await expect(mine.card('check-production')).toBeVisible()
  await mine.select('verify-staging')
  await dan.page.keyboard.press('Delete')
  await expect(mine.card('verify-staging')).toHaveCount(0)
  await theirs.publish('Leave the check out')

  await dan.page.getByRole('button', { name: 'Compare and publish' }).click()
  const sides = dan.page.getByRole('dialog', { name: 'Somebody published in the meantime' })
  await expectAccessible(dan.page)
  await sides.getByRole('radiogroup', { name: 'Whose verify-staging to take' }).getByText('Aya').click()
  await sides.getByRole('button', { name: 'Go on with what is chosen' }).click()
  const review = dan.page.getByRole('dialog', { name: 'Review changes' })
  await review.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(mine.version).toHaveText('v3')
  await expect(mine.card('check-production')).toBeVisible()
  await expect(mine.card('verify-staging')).toBeVisible()
})
