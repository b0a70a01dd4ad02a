import { expect, test } from './fixtures.ts'
import { clone } from './git.ts'
import { gatePageOf } from './pages/gate.ts'
import { homeOf } from './pages/home.ts'
import { settingsOf } from './pages/lists.ts'
import { shellOf } from './pages/shell.ts'
import { startFormOf } from './pages/start.ts'

test('the six first steps, each begun on Home and done with the keyboard', async ({ as, ownWorkbench: at }) => {
  // Uses another workbench: the line changes, and other journeys expect the sample's first version.
  const { page, platform } = await as('Dan', { at })
  const home = homeOf(page)
  const shell = shellOf(page)
  const begin = (name: RegExp) => home.firstStep(name).press('Enter')
  const done = (name: RegExp) => expect(home.doneSteps.filter({ hasText: name })).toBeVisible()

  await test.step('an adapter is dropped on the line', async () => {
    await begin(/^Drop/)
    await page.getByRole('dialog').getByRole('button', { name: 'Insert' }).press('Enter')
    await expect(page.getByText('2 stages added')).toBeVisible()
    // Without waiting: Home learns of the draft as soon as it is saved, and offers no undo that only the page could do.
    await shell.go('Home')
    await done(/Drop/)
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  })

  await test.step('a value is filled in, in the same change', async () => {
    await begin(/^Fill/)
    const replicas = page.getByRole('textbox', { name: /^replicas/ })
    await replicas.fill('2')
    await replicas.press('Enter')
    await shell.go('Home')
    await done(/Fill/)
  })

  await test.step('both are published as one version', async () => {
    await begin(/^Publish/)
    const review = page.getByRole('dialog', { name: 'Review changes' })
    await expect(review.getByText('Values of bookshelf-api/staging')).toBeVisible()
    await expect(review.getByRole('heading', { name: 'Line bookshelf-release' })).toBeVisible()
    await review.getByRole('button', { name: 'Publish' }).press('Enter')
    await expect(page.getByText('Published version 2')).toBeVisible()
    await shell.go('Home')
    await done(/Publish/)
  })

  const run = await test.step('the line runs up to its gate', async () => {
    await begin(/^Run/)
    await startFormOf(page).start.press('Enter')
    await page.waitForURL(/\/runs\/\w+$/)
    const id = page.url().split('/').at(-1) ?? ''
    await platform.until(id, ({ state }) => state !== 'running')
    await shell.go('Home')
    await done(/Run/)
    return id
  })

  await test.step('another person approves', async () => {
    await begin(/^Switch/)
    await page.getByRole('menuitem', { name: 'Mio' }).press('Enter')
    await home.review.first().press('Enter')
    const gate = gatePageOf(page)
    await gate.hasRead.press('Space')
    await gate.approve.press('Enter')
    await expect(gate.decision).toContainText('The gate is open.')
    await platform.until(run, ({ state }) => state === 'succeeded', 60)
    await shell.go('Home')
    await done(/approve/)
    await expect(page.getByRole('link', { name: 'Analysis' })).toBeVisible()
  })

  await test.step('the application is cloned, changed and pushed by whoever may', async () => {
    await shell.switchTo('Dan')
    const url = /http\S+/.exec(await page.getByRole('code').innerText())?.[0] ?? ''
    await begin(/^Clone/)
    const settings = settingsOf(page)
    await settings.makeToken.press('Enter')
    const copy = await clone(url, await settings.token('User'), await settings.token('Token'))
    await copy.write('README.md', 'Changed')
    await copy.commit('Say something')
    await copy.push()
    await copy.remove()
    await shell.go('Home')
    await done(/Clone/)
    await expect(page.getByText('6 of 6')).toBeVisible()
  })
})
