import { expect, expectAccessible, test } from './fixtures.ts'
import { pushNew } from './git.ts'
import { line, project } from './platform.ts'

test('a repository becomes a line that delivers it', async ({ as, ownWorkbench: at }) => {
  // Uses another workbench: Home will show its line, and other journeys expect the sample's.
  const { page, platform } = await as('Dan', { at, path: `/projects/${project}/lines?start=repository` })
  const dialog = page.getByRole('dialog', { name: 'Start from a repository' })

  await test.step('a repository that cannot be read says what to do', async () => {
    const { origin } = new URL(page.url())
    await dialog.getByRole('textbox', { name: /^URL/ }).fill(`${origin}/git/${project}/bookshelf-web.git`)
    await dialog.getByRole('textbox', { name: /^URL/ }).press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('Give a token that may read the repository')
  })

  await test.step('code on somebody’s own computer is pushed here', async () => {
    await dialog.getByRole('textbox', { name: /^URL/ }).fill('/home/dan/shop')
    await expect(dialog.getByText('can be pushed here')).toBeVisible()
    await dialog.getByRole('button', { name: /^Another one/ }).click()
    await page.getByRole('option', { name: 'pushed here' }).click()
    await dialog.getByRole('textbox', { name: /^Name of the repository/ }).fill('shop')
    await dialog.getByRole('button', { name: 'Make room for it' }).click()
    await expect(dialog.getByRole('code')).toHaveCount(3)
    const [command = '', user = '', token = ''] = await dialog.getByRole('code').allInnerTexts()
    const url = /http\S+/.exec(command)?.[0] ?? ''
    await pushNew(url, user, token, {
      'server.js': '// serves',
      'package.json': '{"scripts":{"start":"node server.js"}}',
    })
    await dialog.getByRole('button', { name: 'Look at it' }).click()
    await expect(dialog.getByRole('button', { name: /Node service/ })).toBeVisible()
    await dialog.getByRole('button', { name: 'Back' }).click()
  })

  await test.step('what its files tell is filled in', async () => {
    await dialog.getByRole('button', { name: /^One on my computer/ }).click()
    await page.getByRole('option', { name: 'bookshelf-web' }).click()
    await dialog.getByRole('button', { name: 'Look at it' }).click()
    await expect(dialog.getByRole('button', { name: /Static site/ })).toBeVisible()
    await expect(dialog.getByRole('textbox', { name: /^Name of the application/ })).toHaveValue('bookshelf-web-2')
    await expectAccessible(page)
  })

  await test.step('a name that is taken is said to be', async () => {
    const name = dialog.getByRole('textbox', { name: /^Name of the line/ })
    await name.fill(line)
    await expect(dialog.getByText('There is already a line with this name')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Create and publish' })).toBeDisabled()
    await name.fill('web-again')
  })

  await test.step('everything can be read before it is made, and is there afterwards', async () => {
    await dialog.getByText('Line web-again').click()
    await expect(dialog.getByText('kind: AssemblyLine')).toBeVisible()
    await dialog.getByRole('button', { name: 'Create and publish' }).click()
    await expect(page.getByRole('application', { name: 'Board of web-again' })).toBeVisible({ timeout: 60_000 })
  })

  await test.step('its line can be run as it is', async () => {
    const started = await platform.start('First delivery', {}, 'web-again')
    const built = await platform.until(started.id, (run) => run.stages['build']?.state !== 'pending', 60)
    expect(built.state).toBe('running')
    await platform.until(started.id, (run) => run.stages['build']?.state === 'succeeded')
  })
})
