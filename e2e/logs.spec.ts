import { createGitToken } from '#contract/projects.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { clone } from './git.ts'
import { logPageOf } from './pages/log.ts'
import { runPageOf } from './pages/run.ts'
import { project } from './platform.ts'

/** A test that fails, and bypasses the test runner, which parses the output of tests. */
const printer = `
import { appendFileSync } from 'node:fs'
const lines = Array.from({ length: 400 }, (_, at) => 'row ' + (at + 1) + ([99, 199, 299].includes(at) ? ' with a \\u001b[31mnee\\u001b[1mdle\\u001b[0m in it' : ''))
lines.splice(350, 0, '::group::Compile', 'inside of the group', '::endgroup::', '全角の行 ＡＢＣ')
appendFileSync('/proc/' + process.ppid + '/fd/1', lines.join('\\n') + '\\n')
process.exit(1)
`

/** Row heights of the gutter and of the lines. */
const rowHeights = `['.lw-log-gutter > li', '.xterm-rows > div'].map((row) => document.querySelector(row)?.getBoundingClientRect().height)`

test('a log is searched, pointed at, downloaded and read beside another, without a mouse and in Japanese', async ({
  as,
  workbench,
}) => {
  const { page, platform } = await as('Dan')
  const [run, log] = [runPageOf(page), logPageOf(page)]
  const { user, token } = (await platform.call(createGitToken, { project })).value()
  const copy = await clone(`${workbench.origin}/git/${project}/bookshelf-api.git`, user, token)
  await copy.write('test/print.test.mjs', printer)
  await copy.commit('Print something to read')
  await copy.push()
  const started = await platform.start('Something to read')
  await platform.until(started.id, ({ state }) => state === 'failed')
  await run.open(started.id)
  // Other journeys on this workbench need a repository whose tests pass.
  await copy.write('test/print.test.mjs', '')
  await copy.commit('Print nothing')
  await copy.push()
  await copy.remove()

  await test.step('words are found through colours, and patterns in each line', async () => {
    await expect(log.search).toBeVisible({ timeout: 60_000 })
    await log.search.fill('needle')
    await expect(log.hits).toHaveText('1 of 3')
    await expect(log.line('row 100 with a needle in it')).toBeAttached()
    await log.search.press('Enter')
    await expect(log.hits).toHaveText('2 of 3')
    await log.regexp.click()
    await log.search.fill('^row 1\\d\\d$')
    await expect(log.hits).toHaveText('1 of 99')
    await log.search.fill('^row \\d0{2}')
    await expect(log.hits).toHaveText('1 of 4')
    await log.search.fill('')
  })

  await test.step('keys lead through the log and set how it is read', async () => {
    await log.text.focus()
    await page.keyboard.press('g')
    await expect(log.line('node --test')).toBeAttached()
    await page.keyboard.press('G')
    await expect(log.line('node --test')).not.toBeAttached()
    await page.keyboard.press('+')
    await expect(page).toHaveURL(/size=13/)
    await page.keyboard.press('t')
    await expect(page).toHaveURL(/times=start/)
    await page.keyboard.press('/')
    await expect(log.search).toBeFocused()
    await log.maximise.click()
    await expect(page).toHaveURL(/max=/)
    await page.reload()
    await log.text.press('Escape')
    await expect(page).not.toHaveURL(/max=/)
    await log.maximise.blur()
    await page.keyboard.press('Control+f')
    await expect(log.search).toBeFocused()
  })

  await test.step('the time of another place is chosen by a few letters', async () => {
    await log.times.press('Enter')
    await page.keyboard.type('tokyo')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/zone=Asia%2FTokyo/)
  })

  await test.step('a range of lines is an address', async () => {
    await log.text.focus()
    await page.keyboard.press('g')
    await log.number(3).click()
    await log.number(5).click({ modifiers: ['Shift'] })
    await expect(page).toHaveURL(/#test:L3-L5$/)
    await page.keyboard.press('w')
    await expect(page).toHaveURL(/wrap=off.*#test:L3-L5$/)
    await page.reload()
    await expect(log.region).toContainText('Lines 3 to 5')
    await expect(log.number(3)).toBeAttached()
    await expectAccessible(page)
    const opened = page.context().waitForEvent('page')
    await log.openText.click()
    const text = await (await opened).innerText('body')
    expect(text.split('\n')).toHaveLength(3)
  })

  await test.step('all logs are searched at once, and two stand side by side', async () => {
    await log.all.click()
    await log.searchAll.fill('needle')
    await expect(log.found).toHaveText(/^3 hits in 1 of \d+ logs$/)
    await log.searchAll.press('Enter')
    await expect(page).toHaveURL(/#test:L\d+$/)
    await expect(log.region).toContainText(/Line \d+/)
    await page.getByRole('button', { name: 'Regular expression' }).click()
    await log.searchAll.fill('^row [12]01$')
    await expect(log.found).toHaveText(/^2 hits in 1 of \d+ logs$/)
    await page.getByRole('button', { name: 'Regular expression' }).click()
    await log.searchAll.fill('')
    await log.beside('checkout').first().click()
    await expect(log.region).toHaveCount(2)
    await expectAccessible(page)
    const download = page.waitForEvent('download')
    await log.downloadAll.click()
    expect((await download).suggestedFilename()).toMatch(/-logs\.tar\.gz$/)
  })

  await test.step('it speaks Japanese, and finds characters of full width', async () => {
    const { pathname } = new URL(page.url())
    const lea = await as('Léa', { locale: 'ja-JP', path: pathname })
    const words = lea.page.getByRole('searchbox', { name: 'この実行のすべてのログを検索' })
    await words.fill('全角の行 ＡＢＣ')
    await expect(lea.page.getByRole('status').filter({ hasText: /のログに 1 件$/ })).toBeVisible()
    await words.press('Enter')
    await expect(lea.page.getByRole('region', { name: /のログ$/ })).toContainText(/\d+ 行目/)
    // Line numbers stay aligned with their lines even if the font loads after the page.
    await expect.poll(() => lea.page.evaluate(rowHeights)).toEqual([19, 19])
    await expectAccessible(lea.page)
  })
})
