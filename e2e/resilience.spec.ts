import { readFile } from 'node:fs/promises'
import { createGitToken } from '#contract/projects.ts'
import type { Run } from '#domain/run/state.ts'
import { join } from 'node:path'
import { clone } from './git.ts'
import { expect, expectAccessible, test, type Visitor } from './fixtures.ts'
import { runPageOf } from './pages/run.ts'
import { shellOf } from './pages/shell.ts'
import { project } from './platform.ts'
import { processesOf } from './processes.ts'
import type { WorkbenchServer } from './workbench-server.ts'

test.setTimeout(240_000)

/** Makes the tests of bookshelf-api print the time for a while, so that there is something to interrupt. */
async function pushSlowTests({ platform }: Visitor, { origin }: WorkbenchServer, ticks: number): Promise<void> {
  const { user, token } = (await platform.call(createGitToken, { project })).value()
  const copy = await clone(`${origin}/git/bookshelf/bookshelf-api.git`, user, token)
  const tests = await copy.read('test/app.test.js')
  const slow = `for (let tick = 1; tick <= ${String(ticks)}; tick += 1) {\n  process.stderr.write('tick ' + tick + '\\n')\n  await new Promise((resolve) => setTimeout(resolve, 100))\n}\n`
  await copy.write('test/app.test.js', `${tests}\n${slow}`)
  await copy.commit('Tell the time')
  await copy.push()
  await copy.remove()
}

function testTask(run: Run) {
  return run.stages['build-api']?.taskRuns.find(({ pipelineTask }) => pipelineTask === 'test')
}

test('the server is killed while a log streams: steps go on, the run goes on, no line is lost', async ({
  as,
  ownWorkbench,
}) => {
  const dan = await as('Dan', { at: ownWorkbench })
  await pushSlowTests(dan, ownWorkbench, 150)
  const { id } = await dan.platform.start('To be interrupted')
  const run = runPageOf(dan.page)
  const shell = shellOf(dan.page)
  await run.open(id)
  await dan.platform.until(
    id,
    (current) => testTask(current)?.steps.some(({ name, state }) => name === 'test' && state === 'running') === true,
  )
  await run.open(id, '?stage=build-api&task=test&step=test')
  await expect(run.logLines.filter({ hasText: 'tick' }).first()).toBeAttached()
  const taskRun = testTask(await dan.platform.run(id))?.name ?? ''
  const logFile = join(ownWorkbench.dataDir, 'logs', project, taskRun, '0', 'test.log')
  const ticksOnDisk = async () => (await readFile(logFile, 'utf8')).match(/tick \d+/g)?.length ?? 0

  await ownWorkbench.crash()
  const atCrash = await ticksOnDisk()
  await expect(shell.banner).toBeVisible({ timeout: 30_000 })
  await expectAccessible(dan.page)
  await expect.poll(ticksOnDisk, { message: 'the step goes on without the server' }).toBeGreaterThan(atCrash + 10)
  await ownWorkbench.start()
  await expect(shell.banner).toBeHidden({ timeout: 30_000 })

  await expect(run.state).toHaveText('Needs approval', { timeout: 60_000 })
  await expect(run.logLines.filter({ hasText: 'Tests passed' }).first()).toBeAttached()
  const [download] = await Promise.all([
    dan.page.waitForEvent('download'),
    run.log.getByRole('button', { name: 'Download the log' }).click(),
  ])
  const shown = (await readFile(await download.path(), 'utf8')).split('\n').filter((text) => text !== '')
  const kept = (await readFile(logFile, 'utf8')).split('\n').filter((text) => text !== '')
  expect(shown.length).toBe(kept.length)
  const numbers = shown.flatMap((text) => /^tick (\d+)$/.exec(text)?.[1] ?? []).map(Number)
  expect(numbers, 'every line, once, in order').toEqual(Array.from({ length: 150 }, (_, index) => index + 1))
  const ended = await dan.platform.run(id)
  expect(testTask(ended)?.retry, 'nothing was started twice').toBe(0)
})

test('the supervisor is killed: the running step is lost and said to be, the rest stays, a retry works; a stop leaves nothing', async ({
  as,
  ownWorkbench,
}) => {
  const dan = await as('Dan', { at: ownWorkbench })
  await pushSlowTests(dan, ownWorkbench, 300)
  const { id } = await dan.platform.start('To lose its supervisor')
  const run = runPageOf(dan.page)
  await dan.platform.until(id, ({ stages }) => stages['build-web']?.state === 'succeeded')
  await run.open(id, '?stage=build-api&task=test&step=test')
  await expect(run.logLines.filter({ hasText: 'tick' }).first()).toBeAttached({ timeout: 60_000 })

  const supervisor = (await processesOf(ownWorkbench.dataDir)).find(({ command }) =>
    command.includes('supervisor/main.ts'),
  )
  expect(supervisor).toBeDefined()
  process.kill(supervisor?.pid ?? 0, 'SIGKILL')
  await dan.platform
    .until(id, ({ state }) => state === 'failed')
    .catch(async () => {
      // The next supervisor finds the leftovers, at the latest when the workbench starts again.
      await ownWorkbench.stop()
      await ownWorkbench.start()
    })
  const lost = await dan.platform.until(id, ({ state }) => state === 'failed')
  expect(testTask(lost)?.condition.reason).toBe('Lost')
  expect(lost.stages['build-web']?.state).toBe('succeeded')
  await run.open(id)
  await expect(run.details).toContainText('The process that ran it is gone')
  await expectAccessible(dan.page)

  await run.retryFromFailed.click()
  const retried = await dan.platform.until(id, ({ state }) => state === 'needs-approval')
  expect(retried.attempt).toBe(2)
  expect(retried.stages['build-web']?.attempt, 'finished work is kept').toBe(1)

  await ownWorkbench.stop()
  expect(await processesOf(ownWorkbench.dataDir)).toEqual([])
})
