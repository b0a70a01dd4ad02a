import type { Page } from '@playwright/test'
import { cancelRun } from '#contract/runs.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { designerOf } from './pages/designer.ts'
import { homeOf } from './pages/home.ts'
import { runPageOf } from './pages/run.ts'
import { line, project } from './platform.ts'

const places = [
  '',
  '/lines',
  '/runs',
  '/applications',
  '/applications/bookshelf-api/qvs-config',
  '/deployments/bookshelf-api/staging',
  '/deployments/bookshelf-api/staging/rollback',
  '/deployments/bookshelf-api/staging/adapters',
  '/parameters',
  '/adapters',
  '/approvals',
  '/settings',
  '/settings/people',
  '/settings/tokens',
  '/settings/rules',
  '/settings/triggers',
  '/settings/webhooks',
  '/settings/audit',
  '/nowhere',
  `/lines/${line}`,
  `/lines/${line}/start`,
].map((place) => `/projects/${project}${place}`)

// Each page is quick, but there are many.
test.setTimeout(360_000)

/** English words of the interface; names, ids and code are the same in every language. */
const english =
  /\b(Runs? now|Settings|Applications|Approvals?|Adapters|Lines|Home|Search|Publish|Parameters|Manifests|Overview|History|Waits|Failed|First steps|Nothing|Problems|Changes|Details|Evidence|Comment|Reject|Approve|People|Secrets?|Retry|Cancel|Copy)\b/

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { width, shown } = await page.evaluate<{ width: number; shown: number }>(
    '({ width: document.documentElement.scrollWidth, shown: document.documentElement.clientWidth })',
  )
  expect.soft(width, `the page scrolls sideways: ${page.url()}`).toBeLessThanOrEqual(shown)
}

test('everything is there in Japanese', async ({ as }) => {
  const { page, platform } = await as('Dan', { locale: 'ja-JP' })
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await expect(page.getByRole('navigation', { name: 'メイン' })).toBeVisible()
  const { id } = await platform.startToGate('日本語')
  const titles = new Map<string, string>()
  const ofRun = ['', '/logs', '/compare', '/gates/production'].map((place) => `/projects/${project}/runs/${id}${place}`)
  for (const place of ['/new-project', ...places, ...ofRun]) {
    await page.goto(place)
    await expect(
      page
        .getByRole('main')
        .getByText(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
        .first(),
    ).toBeVisible()
    await expect(page.getByText('読み込み中')).toHaveCount(0)
    // Skips code and people's own texts, which are not translated.
    const text = await page.evaluate<string>(
      "[...document.querySelectorAll('#root *, body > div *')].filter((e) => !e.closest('code, pre, .lw-mono, .lw-code, .lw-diff, .monaco-editor, [aria-hidden=true], .lw-adapter-text, .lw-catalog-text, dd, td, .lw-palette-words')).flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3).map((n) => n.textContent.trim()).filter(Boolean).join('\\n')",
    )
    const leftovers = text.split('\n').filter((part) => english.test(part) && !/[ぁ-んァ-ン一-龠]/.test(part))
    expect.soft(leftovers, `English on ${place}`).toEqual([])
    // The heading is what screen readers read first; the title tells tabs apart.
    await expect.soft(page.getByRole('heading', { level: 1 }), `the heading of ${place}`).toHaveCount(1)
    const title = await page.title()
    expect.soft(titles.get(title), `another page with the title of ${place}, ${title}`).toBeUndefined()
    titles.set(title, place)
    await expectAccessible(page)
  }
  await platform.call(cancelRun, { project, run: id }, { mode: 'Cancelled' })
})

test('the workbench works from 1024 pixels up, in the dark and without motion', async ({ as }) => {
  const { page } = await as('Dan', {
    viewport: { width: 1024, height: 768 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  })
  for (const place of places) {
    await page.goto(place)
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
  await designerOf(page).open('?select=deploy-api-production')
  await expect(designerOf(page).selected).toBeVisible()
  await expect(designerOf(page).run).toBeInViewport()
  const background = await page.evaluate<string>("getComputedStyle(document.querySelector('main')).backgroundColor")
  const shades =
    background
      .match(/\d+(\.\d+)?/g)
      ?.slice(0, 3)
      .map(Number) ?? []
  expect(Math.max(...shades), `dark ground, not ${background}`).toBeLessThan(80)
})

test('run and gate are read and decided on a phone', async ({ as }) => {
  const dan = await as('Dan')
  const { id } = await dan.platform.startToGate('On a phone')
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await as('Mio', {
      viewport: { width: 320, height: 640 },
      colorScheme,
      path: `/projects/${project}/runs/${id}`,
    })
    const run = runPageOf(page)
    await expect(run.state).toHaveText('Needs approval')
    await expect(run.review, 'what waits for people needs no scrolling').toBeInViewport({ ratio: 1 })
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await run.open(id, '?stage=build-api&task=test&step=test')
    await expect(run.log, 'a link to a step shows its log').toBeInViewport({ ratio: 0.5 })
    await expectNoSidewaysScroll(page)
    await page.goto(`/projects/${project}/runs/${id}/gates/production`)
    const reject = page.getByRole('button', { name: 'Reject' })
    await reject.scrollIntoViewIfNeeded()
    await expect(reject).toBeInViewport()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await homeOf(page).open()
    await expect(homeOf(page).review.first(), 'what waits for the person comes before what runs').toBeInViewport()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
  await dan.platform.call(cancelRun, { project, run: id }, { mode: 'Cancelled' })
})

test('on a slow network, what comes last moves nothing that is there', async ({ as }) => {
  const { page } = await as('Dan')
  async function hold(path: string) {
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    await page.route(`**/projects/${project}/${path}`, async (route) => {
      asked.resolve()
      await answered.promise
      await route.continue()
    })
    return { asked: asked.promise, answer: answered.resolve }
  }
  const values = await hold('values-to-fill')
  const firstSteps = page.getByRole('heading', { name: 'First steps' })
  await homeOf(page).open()
  await values.asked
  await expect(homeOf(page).startLine).toBeVisible()
  await expect(firstSteps, 'the side of Home comes as a whole').toBeHidden()
  values.answer()
  await expect(firstSteps).toBeVisible()
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const shared = files.filter((name) => /\/(?:parts|widgets)-/.test(name))
  expect(shared, 'Home fetches none of what only other pages need').toEqual([])

  const proposals = await hold('proposals')
  const { open, board } = designerOf(page)
  await open()
  await proposals.asked
  await expect(board, 'the board waits for what is noted above it').toBeHidden()
  proposals.answer()
  await expect(board).toBeVisible()
})
