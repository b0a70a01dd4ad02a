import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { signOutEverywhere } from '#contract/people.ts'
import { cancelRun } from '#contract/runs.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { homeOf } from './pages/home.ts'
import { settingsOf } from './pages/lists.ts'
import { runPageOf } from './pages/run.ts'
import { shellOf } from './pages/shell.ts'
import { line, project } from './platform.ts'

const anHourLater = 90 * 60 * 1000

test('an expired session keeps the page, signs in again and goes on', async ({ as, workbench }) => {
  const { page } = await as('Dan')
  const settings = settingsOf(page)
  await settings.open()
  await page.getByRole('textbox', { name: /^Name/ }).fill('half-typed')

  // Simulates an hour and an admin: the access token has expired, and the issuer knows neither session nor refresh token.
  const issuer = new DatabaseSync(join(workbench.dataDir, 'identity.sqlite'))
  issuer.exec("DELETE FROM issued WHERE model IN ('RefreshToken', 'Session', 'Grant')")
  issuer.close()
  await page.clock.setSystemTime(Date.now() + anHourLater)

  await settings.makeToken.click()
  const dialog = page.getByRole('alertdialog', { name: 'Your session has ended' })
  await expect(dialog).toContainText('Dan Okafor')
  // The field is behind the dialog, hidden from screen readers meanwhile. After the token is made, it is empty for the next one.
  const name = page.getByRole('textbox', { name: /^Name/, includeHidden: true })
  await expect(name, 'the page is as it was').toHaveValue('half-typed')
  await expectAccessible(page)
  await page.clock.setSystemTime(Date.now())
  const window = page.waitForEvent('popup')
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  // The issuer's session is gone, so it asks who signs in.
  await (await window).getByRole('button', { name: 'Dan' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Valid until'), 'what was asked for has been done').toBeVisible()
})

test('a page that only watches notices that its session has ended, and goes on once somebody has signed in again', async ({
  as,
}) => {
  const [dan, elsewhere, mio] = [await as('Dan'), await as('Dan'), await as('Mio')]
  const { id } = await mio.platform.startToGate('Watched')
  const run = runPageOf(dan.page)
  await run.open(id)
  await expect(run.cancel).toBeEnabled()
  expect((await elsewhere.platform.call(signOutEverywhere, {})).status).toBe(200)

  const dialog = dan.page.getByRole('alertdialog', { name: 'Your session has ended' })
  // Nothing here sends requests; the server checks open streams again after a while.
  await expect(dialog).toBeVisible({ timeout: 40_000 })
  // A translucent colour has an opacity after a slash.
  await expect(dan.page.locator('.lw-overlay'), 'what was there is out of sight').toHaveCSS(
    'background-color',
    /^[^/]+$/,
  )
  const window = dan.page.waitForEvent('popup')
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  // After signing out everywhere, the issuer asks who signs in.
  await (await window).getByRole('button', { name: 'Dan' }).click()
  await expect(dialog).toBeHidden()
  await mio.platform.call(cancelRun, { project, run: id }, { mode: 'Cancelled' })
  await expect(dan.page.getByRole('heading', { name: /^Run \d+$/ })).toBeVisible()
  await expect(run.cancel, 'what happens is seen again').toBeDisabled()
})

test('whoever signs in again in one tab is back in the others as well', async ({ as }) => {
  const { page, platform } = await as('Dan')
  const other = await page.context().newPage()
  await other.goto('/')
  await expect(shellOf(other).person).toHaveAccessibleName('Person: Dan Okafor')
  expect((await platform.call(signOutEverywhere, {})).status).toBe(200)
  const here = page.getByRole('alertdialog', { name: 'Your session has ended' })
  const there = other.getByRole('alertdialog', { name: 'Your session has ended' })
  // Both follow the same events over one stream of the browser.
  await expect(here).toBeVisible({ timeout: 40_000 })
  await expect(there).toBeVisible({ timeout: 40_000 })
  const window = other.waitForEvent('popup')
  await other.getByRole('button', { name: 'Sign in again' }).click()
  await (await window).getByRole('button', { name: 'Dan' }).click()
  await expect(here).toBeHidden()
  await expect(there).toBeHidden()
  await other.reload()
  await expect(shellOf(other).person, 'and stays signed in').toHaveAccessibleName('Person: Dan Okafor')
})

test('the frame of the page is painted while its script is on the way, in the theme of the system', async ({ as }) => {
  const { page } = await as('Dan')
  const script = Promise.withResolvers<void>()
  await page.route(/assets\/index-.*\.js$/, async (route) => {
    await script.promise
    await route.continue()
  })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload({ waitUntil: 'commit' })
  const frame = page.locator('.lw-frame')
  await expect(frame).toBeVisible()
  await expect(frame).toHaveCSS('color-scheme', 'dark')
  script.resolve()
  await expect(homeOf(page).newLine).toBeVisible()
  await expect(frame).toBeHidden()
})

test('a link to a project that is not one’s own says so once, and leads home', async ({ as }) => {
  const { page } = await as('Dan', { path: '/projects/nowhere/runs' })
  await expect(page.getByRole('heading', { name: 'There is no project nowhere that you can open' })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('not a member of')).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go to Home' }).click()
  await expect(page.getByRole('heading', { name: 'Bookshelf', level: 1 })).toBeVisible()
})

test('two people in two browsers do not mix, and a person is switched in two clicks', async ({ as }) => {
  const dan = await as('Dan')
  const lea = await as('Léa')
  await dan.page.reload()
  await lea.page.reload()
  await expect(shellOf(dan.page).person).toHaveAccessibleName('Person: Dan Okafor')
  await expect(shellOf(lea.page).person).toHaveAccessibleName('Person: Léa Martin')

  const before = dan.page.url()
  await shellOf(dan.page).switchTo('Mio Sato')
  await expect(shellOf(dan.page).person).toHaveAccessibleName('Person: Mio Sato')
  expect(dan.page.url(), 'the place stays').toBe(before)
  await expect(shellOf(lea.page).person).toHaveAccessibleName('Person: Léa Martin')
})

test('two tabs of one browser can be two people; a tab never changes its person by itself', async ({ as }) => {
  const { page } = await as('Dan')
  const other = await page.context().newPage()
  await other.goto('/')
  await expect(shellOf(other).person).toHaveAccessibleName('Person: Dan Okafor')
  await shellOf(other).switchTo('Mio Sato')
  await expect(shellOf(other).person).toHaveAccessibleName('Person: Mio Sato')
  await homeOf(page).open()
  const dialog = page.getByRole('alertdialog', { name: 'Somebody else is signed in' })
  await expect(dialog).toContainText('This tab belongs to Dan Okafor')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Sign in as Dan Okafor' }).click()
  await expect(shellOf(page).person).toHaveAccessibleName('Person: Dan Okafor')
})

test('a page whose server goes while it comes says so, and begins by itself when the server is back', async ({
  as,
}) => {
  const { page } = await as('Dan')
  await page.route('**/apis/v1/config', (route) => route.abort())
  await homeOf(page).open()
  await expect(page.getByText('The server does not answer')).toBeVisible()
  await expectAccessible(page)
  await page.unroute('**/apis/v1/config')
  await expect(shellOf(page).person).toHaveAccessibleName('Person: Dan Okafor')
})

test('a page whose file has gone with the version before is loaded anew', async ({ as }) => {
  const { page } = await as('Dan')
  await homeOf(page).open()
  await page.route('**/assets/runs-page-*.js', (route) => route.fulfill({ status: 404 }), { times: 1 })
  await shellOf(page).go('Runs')
  await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible()
})

test('a session that ends while a newer version has replaced the files is asked for by that', async ({ as }) => {
  const { page, platform } = await as('Dan')
  const place = `/projects/${project}/lines/${line}/start`
  await page.goto(place)
  await page.getByRole('textbox', { name: 'Note' }).fill('half-typed')
  await page.route('**/assets/session-question-*.js', (route) => route.fulfill({ status: 404 }))
  expect((await platform.call(signOutEverywhere, {})).status).toBe(200)
  // Not by the name alone: the button of the person at the top has it, too.
  await page.getByRole('button', { name: 'Dan Okafor Developer' }).click({ timeout: 60_000 })
  await expect(page).toHaveURL(place)
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('half-typed')
})
