import { createGitToken } from '#contract/projects.ts'
import { clone, type WorkingCopy } from './git.ts'
import { expect, expectAccessible, test, type Visitor } from './fixtures.ts'
import { homeOf } from './pages/home.ts'
import { logPageOf } from './pages/log.ts'
import { runPageOf } from './pages/run.ts'
import { project } from './platform.ts'

const testFile = 'test/books.test.js'
// Fails after a while, so that the page is open by then.
const brokenTest = `
it('keeps every promise', async () => {
  await new Promise((fail) => setTimeout(fail, 4000))
  assert.equal('kept', 'broken')
})
`

async function cloneOf({ platform }: Visitor, origin: string): Promise<WorkingCopy> {
  const { user, token } = (await platform.call(createGitToken, { project })).value()
  return clone(`${origin}/git/bookshelf/bookshelf-api.git`, user, token)
}

test('a failing test is shown first, is retried as it was, and is mended by a new run', async ({ as, workbench }) => {
  const dan = await as('Dan')
  const run = runPageOf(dan.page)
  const copy = await cloneOf(dan, workbench.origin)
  const good = await copy.read(testFile)
  await copy.write(testFile, `${good}${brokenTest}`)
  await copy.commit('Promise too much')
  await copy.push()
  const broken = await dan.platform.start('Promise too much')

  await test.step('the page leads to the failed step, its exit code and its log', async () => {
    await run.open(broken.id)
    await expect(run.state).toHaveText('Failed', { timeout: 60_000 })
    await expect(run.details.getByRole('heading', { name: 'build-api' })).toBeVisible()
    await expect(run.details).toContainText('test / test')
    await expect(run.details).toContainText('Exit code')
    // The same commit would fail again, so the useful action comes first.
    await expect(run.details.getByRole('link', { name: 'Re-run with changes' })).toBeVisible()
    await expect(run.details.getByText('deploy-api-staging', { exact: false }).first()).toBeVisible()
    // A person who watched the failure stays at the end of the log; for others it opens where it says why.
    await expect(run.logLines.filter({ hasText: 'ended with exit code 1' })).toBeAttached()
    await run.open(broken.id)
    await expect(run.logLines.filter({ hasText: "'kept' !== 'broken'" })).toBeAttached()
    await expect(run.logLines.filter({ hasText: 'ended with exit code 1' })).not.toBeAttached()
    await run.log.getByRole('log').hover()
    await dan.page.mouse.wheel(0, 5000)
    await expect(run.logLines.filter({ hasText: 'ended with exit code 1' })).toBeAttached()
    await expectAccessible(dan.page)
  })

  await test.step('the log is searched', async () => {
    await run.logSearch.fill('broken')
    await expect(run.log.getByRole('status')).toHaveText(/^1 of \d+$/)
    // A reader keeps the open log, whatever the run does next.
    await expect(dan.page).toHaveURL(/stage=build-api&task=test&step=test/)
    await run.logSearch.press('Escape')
  })

  await test.step('Home names it', async () => {
    await homeOf(dan.page).open()
    await expect(homeOf(dan.page).failedRun).toContainText('build-api')
    await expectAccessible(dan.page)
  })

  await copy.write(testFile, good)
  await copy.commit('Promise what can be kept')
  await copy.push()
  await copy.remove()

  await test.step('a retry runs the same snapshot: what was pushed since is not in it, what was finished stays', async () => {
    await run.open(broken.id, '?stage=build-api&task=test&step=test#test:L1')
    const lines = logPageOf(dan.page)
    await lines.number(2).click()
    await expect(dan.page).toHaveURL(/attempt=1.*#test:L2$/)
    const address = dan.page.url()
    await run.retryFromFailed.click()
    const retried = await dan.platform.until(broken.id, ({ attempt, state }) => attempt === 2 && state === 'failed')
    expect(retried.stages['build-web']).toMatchObject({ state: 'succeeded', attempt: 1 })
    const checkout = retried.stages['build-api']?.taskRuns.find(({ pipelineTask }) => pipelineTask === 'checkout')
    expect(checkout?.name, 'the checkout is that of the first attempt').toContain('-1-build-api')
    await expect(run.details).toContainText('Identical to attempt 1')
    await expect(dan.page, 'who retries goes on to what runs now').not.toHaveURL(/attempt=/)
    await expectAccessible(dan.page)
    await dan.page.goto(address)
    await expect(dan.page.getByText('This is attempt 1 as it ended'), 'lines stay those of their attempt').toBeVisible()
    await expect(lines.region).toContainText('Line 2')
    await expect(run.retryFromFailed, 'a retry goes on from the newest attempt').toBeDisabled()
  })

  await test.step('a new run takes the mended commit', async () => {
    const mended = await dan.platform.startToGate('Promise what can be kept')
    expect(mended.state).toBe('needs-approval')
    const mio = await as('Mio')
    expect(await mio.platform.decide(mended.id, 'reject', 'Only a rehearsal')).toBe(200)
  })
})
