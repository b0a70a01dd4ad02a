import { test as base } from '@playwright/test'
import { type DemoSite, serveDemo } from './demo-site.ts'
import { expect, expectAccessible, watchComplaints } from './fixtures.ts'
import { gatePageOf } from './pages/gate.ts'
import { runPageOf } from './pages/run.ts'
import { shellOf } from './pages/shell.ts'
import { startFormOf } from './pages/start.ts'

const test = base.extend<object, { readonly demo: DemoSite }>({
  demo: [
    async ({}, use) => {
      const site = await serveDemo()
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
})

test('the demo tells the whole story without a server', async ({ page, context, demo }) => {
  test.setTimeout(120_000)
  const complaints = watchComplaints(page, demo.origin)
  await page.addInitScript(() => localStorage.setItem('linewright-demo-speed', '8'))
  const shell = shellOf(page)
  const run = runPageOf(page)
  const gate = gatePageOf(page)

  await test.step('it opens with runs that it has played itself, also if it was left meanwhile', async () => {
    await page.goto(demo.origin)
    // Checked in each frame: on a fast machine the text is visible for less than a second.
    await page.getByText(/Playing the first runs: [12] of 3/).waitFor({ timeout: 60_000 })
    await page.reload()
    await expect(shell.statusBar).toContainText('Demo: nothing really runs', { timeout: 60_000 })
    for (const state of ['Succeeded', 'Needs approval', 'Failed'])
      await expect(page.getByRole('table').getByText(state)).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('a run starts, stages turn, logs stream', async () => {
    await page.goto(`${demo.origin}/projects/bookshelf/lines/bookshelf-release`)
    await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click()
    await startFormOf(page).start.click()
    await expect(run.state).toHaveText('Running')
    await run.chooseStage('build-api')
    await run.chooseStep('build-api', 'test')
    await expect(run.logLines.filter({ hasText: 'npm test' })).toBeAttached()
    await expect(run.state).toHaveText('Needs approval', { timeout: 60_000 })
  })

  await test.step('another tab waits until this one is gone', async () => {
    const other = await context.newPage()
    await other.goto(demo.origin)
    await expect(other.getByRole('heading', { name: 'The demo is open in another tab' })).toBeVisible()
    await other.close()
  })

  await test.step('a fresh load keeps the run, another person approves it', async () => {
    const [address = ''] = page.url().split('?')
    await page.goto(address)
    await expect(run.state).toHaveText('Needs approval')
    await shell.switchTo('Mio Sato')
    await run.review.click()
    await gate.hasRead.check({ force: true })
    await gate.approve.click()
    await expect(gate.decision).toContainText('The gate is open.')
  })

  await test.step('it ends with results that say that they are simulated', async () => {
    await page.goBack()
    await expect(run.state).toHaveText('Succeeded', { timeout: 60_000 })
    await expect(run.result('webUrl')).toHaveAttribute(
      'href',
      /^http:\/\/localhost:\d+\/simulated\.html\?service=bookshelf-web/,
    )
  })
  expect(complaints).toEqual([])
})
