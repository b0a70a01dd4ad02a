import { clone } from './git.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { gatePageOf } from './pages/gate.ts'
import { designerOf } from './pages/designer.ts'
import { homeOf } from './pages/home.ts'
import { deploymentPageOf, settingsOf } from './pages/lists.ts'
import { runPageOf } from './pages/run.ts'
import { startFormOf } from './pages/start.ts'
import { shellOf } from './pages/shell.ts'

const allReady = /(\d) of \1 ready/
const loopbackUrl = /^http:\/\/127\.0\.0\.1:\d+$/

test('the line is drawn further: adapter, pipeline, wire, value, manifests, publish', async ({ as }) => {
  const { page } = await as('Dan')
  const designer = designerOf(page)
  await test.step('a first step leads from Home to the board', async () => {
    await shellOf(page).go('Lines')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'bookshelf-release' }).first().click()
    await expect(designer.board).toBeVisible()
    await expect(designer.draftMark).toContainText('As published')
    await expectAccessible(page)
  })

  await test.step('an adapter is dropped: its pipeline becomes a stage', async () => {
    await designer.drop('report:summary', 'verify-production')
    await expect(designer.draftMark).toContainText('Draft')
    await expect(designer.selected).toContainText('report')
  })

  await test.step('a pipeline is dropped, wired and given its value', async () => {
    await designer.palette('Pipelines')
    await designer.drop('bookshelf-web-verify', 'deploy-web-production')
    await expect(designer.selected).toHaveAttribute('title', 'verify-web-production')
    await expect(designer.inspector, 'what it needs is bound to what comes before').toContainText(
      'deploy-web-production.url',
    )
    await designer.bind('path', 'gitRevision')
    await expect(designer.inspector).toContainText('gitRevision')
    await designer.undo.click()
    await expect(designer.field('path')).toHaveValue('/')
    await designer.wire('deploy-api-staging', 'verify-staging')
    await designer.select('verify-staging')
    await designer.tab('Stage')
    await expect(designer.inspector.getByRole('button', { name: 'deploy-api-staging', exact: true })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('a value of a deployment is changed, and one sees where it comes from', async () => {
    await designer.select('deploy-api-production')
    await designer.tab('Parameters')
    await designer.field('replicas').fill('3')
    await designer.field('replicas').press('Enter')
    await designer.xRay('replicas').click()
    await expect(page.getByRole('dialog', { name: 'Where replicas comes from' })).toContainText('Deployment')
    await page.keyboard.press('Escape')
  })

  await test.step('every manifest is read before anything runs', async () => {
    await designer.tab('Manifests')
    await expect(designer.manifests).toContainText('replicas: 3')
    await expectAccessible(page)
  })

  await test.step('the changes are reviewed and published as one', async () => {
    await designer.drawer('Problems')
    await expect(page.getByText('No problems')).toBeVisible()
    await designer.drawer('Changes')
    await expectAccessible(page)
    await expect(designer.version).toHaveText('v1')
    await designer.publish('Verify the site in production, and report')
    await expect(designer.version).toHaveText('v2')
    await expect(designer.draftMark).toContainText('As published')
  })
})

test('from an empty board to production: run, watch, approve, open', async ({ as, workbench }) => {
  const dan = await as('Dan')
  const home = homeOf(dan.page)
  const run = runPageOf(dan.page)
  await expect(home.station('bookshelf-api', 'production')).toBeVisible()
  await expectAccessible(dan.page)

  await home.startLine.click()
  const form = startFormOf(dan.page)
  // A fresh workbench compiles the whole project for its first answers.
  await expect(form.stage('verify-production')).toBeVisible({ timeout: 60_000 })
  await expectAccessible(dan.page)
  await form.note.fill('The first release')
  await form.start.click()
  await dan.page.waitForURL(/\/runs\/\w+/)
  const id = new URL(dan.page.url()).pathname.split('/').at(-1) ?? ''
  const { number } = await dan.platform.run(id)

  await test.step('the page shows the whole plan at once, then what happens', async () => {
    await expect(run.board).toBeVisible()
    for (const stage of ['build-api', 'deploy-web-staging', 'verify-production'])
      await expect(run.card(stage)).toBeAttached()
    await run.chooseStage('build-api')
    await expect(run.steps('build-api').getByText('Succeeded').first()).toBeAttached()
    await expect(run.state).toHaveText('Needs approval')
    // The log of an ended step opens at its first line.
    await run.chooseStep('build-api', 'test')
    await expect(run.logLines.filter({ hasText: 'node --test' })).toBeAttached()
    await expectAccessible(dan.page)
  })

  await test.step('what was applied can be read, with where it comes from', async () => {
    await run.chooseStage('deploy-api-staging')
    await run.tab('Manifests')
    await expect(run.details.getByText('RollingUpdate'), 'more than a line of it is in sight').toBeInViewport()
    await run.tab('Values')
    await expect(run.details.getByRole('row', { name: /logLevel debug Environment/ })).toBeInViewport()
    await run.details.getByRole('button', { name: 'Where logLevel comes from' }).click()
    await dan.page.getByRole('list', { name: 'Manifest lines' }).getByRole('link').first().click()
    await expect(run.details.getByText(/^line \d+$/)).toBeVisible()
  })

  await test.step('another person sees the evidence and lets it through', async () => {
    const mio = await as('Mio')
    const gate = gatePageOf(mio.page)
    await expect(shellOf(mio.page).statusBar).toContainText(/\d gates? waits? for you/)
    await homeOf(mio.page).review.first().click()
    await expect(gate.evidence).toContainText('bookshelf-api/01-deployment-bookshelf-api.yaml')
    await expect(gate.evidence).toContainText(/replicas: \d/)
    await expect(gate.person('Mio Sato, you')).toContainText('your turn')
    await expectAccessible(mio.page)
    await expect(gate.approve, 'nothing is approved unread').toBeDisabled()
    await gate.hasRead.check({ force: true })
    await gate.comment.fill('Looks good on staging')
    await gate.approve.click()
    await expect(gate.decision).toContainText('The gate is open.')
    await expect(gate.person('Mio Sato, you')).toContainText('approved')
  })

  await test.step('the run goes on by itself and ends with two addresses that answer', async () => {
    await expect(run.state).toHaveText('Succeeded', { timeout: 60_000 })
    await run.open(id)
    for (const name of ['apiUrl', 'webUrl']) await expect(run.result(name)).toHaveText(loopbackUrl)
    const api = await fetch(`${await run.result('apiUrl').innerText()}/books?q=genji`)
    expect(await api.json()).toMatchObject({ total: 1, books: [{ author: 'Murasaki Shikibu' }] })
    const [site] = await Promise.all([dan.page.waitForEvent('popup'), run.result('webUrl').click()])
    await expect(site.getByRole('heading', { name: 'Bookshelf', exact: true })).toBeVisible()
    await expect(site.getByRole('listitem').filter({ hasText: 'Murasaki' })).toBeVisible()
    await site.close()
  })

  const deployment = deploymentPageOf(dan.page)
  const before = await test.step('the deployment says what runs there', async () => {
    await deployment.open('bookshelf-api', 'production')
    await expect(deployment.main).toContainText(allReady)
    await expect(deployment.replicas.filter({ hasText: 'ready' }).nth(1)).toBeVisible()
    await expect(dan.page.getByRole('link', { name: /^http:\/\/127/ }).first()).toHaveAttribute('href', loopbackUrl)
    await expectAccessible(dan.page)
    await deployment.tab('Log')
    await expect(deployment.log).toContainText('bookshelf-api 1.')
    await expectAccessible(dan.page)
    await deployment.tab('History')
    await expect(deployment.main).toContainText(`${String(number)}`)
    await deployment.tab('Overview')
    return deployment.main.getByRole('definition').first().innerText()
  })

  await test.step('a change travels by a real clone, commit and push', async () => {
    const settings = settingsOf(dan.page)
    await shellOf(dan.page).go('Settings')
    await settings.makeToken.click()
    const [user, token] = [await settings.token('User'), await settings.token('Token')]
    await expectAccessible(dan.page)
    const copy = await clone(`${workbench.origin}/git/bookshelf/bookshelf-api.git`, user, token)
    const manifest = await copy.read('package.json')
    await copy.write('package.json', manifest.replace(/"version": "[^"]+"/, '"version": "2.0.0"'))
    const commit = await copy.commit('Bookshelf API 2.0.0')
    await copy.push()
    await copy.remove()

    await home.open()
    await expect(dan.page.getByText('Bookshelf API 2.0.0').first()).toBeVisible()
    const second = await dan.platform.startToGate('Version 2')
    const mio = await as('Mio')
    expect(await mio.platform.decide(second.id, 'approve')).toBe(200)
    await dan.platform.until(second.id, (current) => current.state === 'succeeded')
    await deployment.open('bookshelf-api', 'production')
    await expect(deployment.main.getByRole('definition').first()).toHaveText(commit.slice(0, 7))
    expect(commit.slice(0, 7)).not.toBe(before)
    const url = await dan.page
      .getByRole('link', { name: /^http:\/\/127/ })
      .first()
      .getAttribute('href')
    expect(await (await fetch(`${url ?? ''}/healthz`)).json()).toEqual({ status: 'ok', version: '2.0.0' })
  })

  await test.step('and Home knows all of it', async () => {
    await home.open()
    await expect(home.station('bookshelf-api', 'production')).toContainText(allReady)
    await expect(home.doneSteps.filter({ hasText: /Run|approve|push/ })).not.toHaveCount(0)
    await expectAccessible(dan.page)
  })
})
