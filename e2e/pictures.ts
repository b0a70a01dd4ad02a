// Takes the pictures for README and guide: `node e2e/pictures.ts`, on the built app. They show a real run, so times and digests differ.
import { chromium, type Browser, type Page } from '@playwright/test'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGitToken } from '#contract/projects.ts'
import { clone } from './git.ts'
import { gatePageOf } from './pages/gate.ts'
import { runPageOf } from './pages/run.ts'
import { signIn } from './pages/sign-in.ts'
import { createPlatform, line, type Platform, project } from './platform.ts'
import { startWorkbench, type WorkbenchServer } from './workbench-server.ts'

const folder = fileURLToPath(new URL('../docs/pictures', import.meta.url))
const themes = ['light', 'dark'] as const

async function visit(
  browser: Browser,
  workbench: WorkbenchServer,
  person: string,
  colorScheme: 'light' | 'dark',
): Promise<{ page: Page; platform: Platform }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    colorScheme,
    baseURL: workbench.origin,
  })
  const page = await context.newPage()
  const platform = createPlatform(page, workbench.origin)
  await signIn(page, workbench, person, '/')
  return { page, platform }
}

// The pictures that README and guide show.
const shown = ['designer-light', 'gate-light', 'grid-light', 'home-dark', 'run-dark', 'run-light']

async function picture(page: Page, name: string): Promise<void> {
  if (!shown.includes(name)) return
  // Fonts, editor and board load after the page itself.
  await page.evaluate('document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 1500)))')
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

await mkdir(folder, { recursive: true })
const workbench = await startWorkbench()
const browser = await chromium.launch({
  executablePath: process.env['LINEWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const dan = await visit(browser, workbench, 'Dan', 'light')
  const mio = await visit(browser, workbench, 'Mio', 'light')
  const first = await dan.platform.startToGate('First release')
  await mio.platform.decide(first.id, 'approve', 'Looked at staging')
  await dan.platform.until(first.id, ({ state }) => state === 'succeeded')
  // Makes something to approve: a commit, and so a new image.
  const { user, token } = (await dan.platform.call(createGitToken, { project })).value()
  const copy = await clone(`${workbench.origin}/git/bookshelf/bookshelf-api.git`, user, token)
  await copy.write('package.json', (await copy.read('package.json')).replace('"1.0.0"', '"1.1.0"'))
  await copy.commit('Find books by their shelf')
  await copy.push()
  await copy.remove()
  const second = await dan.platform.startToGate('Find books by their shelf')
  for (const theme of themes) {
    const { page } = await visit(browser, workbench, 'Mio', theme)
    await page.goto(`/projects/${project}`)
    await page.getByText('Review evidence').first().waitFor()
    await picture(page, `home-${theme}`)
    await gatePageOf(page).open(second.id)
    await gatePageOf(page).evidence.waitFor()
    await picture(page, `gate-${theme}`)
    const developer = await visit(browser, workbench, 'Dan', theme)
    await developer.page.goto(`/projects/${project}/lines/${line}?select=deploy-api-production`)
    await developer.page.locator('[data-card="build-api"]').waitFor()
    await picture(developer.page, `designer-${theme}`)
    await developer.page.goto(`/projects/${project}/parameters?view=grid`)
    await developer.page.getByText('Layers, strongest first').waitFor()
    await picture(developer.page, `grid-${theme}`)
    await runPageOf(developer.page).open(second.id, '?stage=build-api&task=test&step=test')
    await runPageOf(developer.page).logLines.first().waitFor({ state: 'attached' })
    await picture(developer.page, `run-${theme}`)
  }
} finally {
  await browser.close()
  await workbench.remove()
}
