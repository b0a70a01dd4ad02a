import { listRuns } from '#contract/run-lists.ts'
import { createGitToken } from '#contract/projects.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { clone } from './git.ts'
import { deploymentPageOf } from './pages/lists.ts'
import { runListOf } from './pages/run-list.ts'
import { runPageOf } from './pages/run.ts'
import { startFormOf } from './pages/start.ts'
import { line, project } from './platform.ts'

// A fresh workbench compiles the whole project for its first answers.
const compiling = { timeout: 60_000 }

test('a release is seen before it runs, found among others, cancelled and taken back', async ({ as, ownWorkbench }) => {
  const { page, platform } = await as('Dan', { at: ownWorkbench })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const form = startFormOf(page)
  const run = runPageOf(page)
  const list = runListOf(page)

  await test.step('the plan says what a run would do, and nothing runs', async () => {
    await form.open('?note=From%20a%20link')
    await expect(form.note).toHaveValue('From a link', compiling)
    await form.pick('main')
    await expect(form.revision).toHaveValue('main')
    await expect(form.stage('deploy-api-staging')).toBeVisible(compiling)
    await form.stage('deploy-api-staging').click()
    await expect(page.getByText('Nothing was deployed here before')).toBeVisible()
    await expect(page.getByRole('row', { name: /^imageDigest/ })).toContainText('$(stages.build-api')
    await expectAccessible(page)
    await form.copyLink.click()
    await page.goto(await page.evaluate('navigator.clipboard.readText()'))
    await expect(page.getByText('This is exactly the plan that was shared.')).toBeVisible(compiling)
    await form.revision.fill('no-such-branch')
    await expect(page.getByText('has no branch, tag or commit no-such-branch')).toBeVisible(compiling)
    const { runs } = (await platform.call(listRuns, { project })).value()
    expect(runs).toEqual([])
  })

  const first = await test.step('the same form starts it, and its page is live with a late worker', async () => {
    await page.route('**/assets/run-worker-*.js', (route) => route.abort(), { times: 1 })
    const isLate = page.waitForEvent('requestfailed', (request) => request.url().includes('run-worker'))
    await form.open('?note=The%20first')
    await expect(form.stage('verify-production')).toBeVisible(compiling)
    await form.start.click()
    await page.waitForURL(/\/runs\/\w+/)
    await isLate
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await expect(run.card('build-api')).toBeAttached()
    return platform.until(id, ({ state }) => state === 'needs-approval')
  })

  await test.step('the board is entered down to the steps, and the way back is there', async () => {
    await run.card('build-api').dblclick()
    await run.card('prepare').dblclick()
    await expect(page).toHaveURL(/in=build-api%2Fprepare/)
    await run.card('install').click()
    await expect(page).toHaveURL(/step=install/)
    await page.getByRole('navigation', { name: 'Place on the board' }).getByRole('button', { name: 'Run 1' }).click()
    await expect(run.card('verify-production')).toBeAttached()
    await page.getByRole('radio', { name: 'Table' }).click()
    await expect(page.getByRole('row', { name: /deploy-api-production.*waits for the gate/ })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('radio', { name: 'Timeline' }).click()
    await expect(run.timeline).toContainText('Gate production')
    await expectAccessible(page)
  })

  const { user, token } = (await platform.call(createGitToken, { project })).value()
  const copy = await clone(`${ownWorkbench.origin}/git/${project}/bookshelf-api.git`, user, token)
  await copy.write('package.json', (await copy.read('package.json')).replace('"1.0.0"', '"1.1.0"'))
  await copy.commit('A second version')
  await copy.push()
  await copy.remove()
  await platform.startToGate('The second')

  await test.step('what has not ended is found, and ended all at once', async () => {
    await list.open()
    await list.quick('Not ended').click()
    await expect(page).toHaveURL(/state=active/)
    await expect(list.rows).toHaveCount(2)
    await list.search.fill('second')
    await expect(page).toHaveURL(/text=second/)
    await expect(list.rows).toHaveCount(1)
    await page.goBack()
    await list.open('?state=active')
    await expect(list.rows).toHaveCount(2)
    await list.box(2).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expectAccessible(page)
    await list.cancelRuns.click()
    await expectAccessible(page)
    await list.dialog.getByRole('button', { name: 'Cancel them' }).click()
    await expect(list.dialog.getByRole('status')).toHaveText('2 of 2 are being cancelled')
    await list.dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await expect(list.nothing, 'the list is live').toBeVisible()
  })

  await test.step('the version before runs again, as it was', async () => {
    const deployment = deploymentPageOf(page)
    await deployment.open('bookshelf-api', 'staging')
    await expect(page.getByRole('link', { name: 'What changed' })).toBeVisible()
    await page.getByRole('link', { name: 'Roll back to' }).click()
    await expect(form.heading).toHaveText('Roll back bookshelf-api in staging')
    await expect(page.getByText('1 of 2 manifests change')).toBeVisible(compiling)
    await expectAccessible(page)
    await form.rollBack.click()
    await page.waitForURL(/\/runs\/\w+/)
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const back = await platform.until(id, ({ endedAt }) => endedAt !== undefined)
    expect(back).toMatchObject({ state: 'succeeded', number: 3, line })
    const digestOf = (of: typeof back) => of.stages['deploy-api-staging']?.digest
    expect(digestOf(back)).toBe(digestOf(first))
  })
})
