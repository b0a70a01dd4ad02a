import type { Browser, Page } from '@playwright/test'
import { publishChangeSet } from '#contract/documents.ts'
import { documentId } from '#domain/documents.ts'
import { signIn } from '../../e2e/pages/sign-in.ts'
import { createPlatform, project } from '../../e2e/platform.ts'
import { startWorkbench } from '../../e2e/workbench-server.ts'
import { longestTask } from '../in-browser/longest-task.ts'
import { launch } from '../in-browser/measure.ts'
import { line as seedLine, seedCase } from '../seed/seed-case.ts'

/*
 * A line of 2,000 stages through the whole product: how long each thing that a person does there keeps the main thread, in one go. Longest tasks use
 * the main thread's own clock. The budget is 50 ms; what exceeds it is marked.
 */

const budget = 50
const wanted = Number(process.argv[2] ?? 2000)
const line = 'big'

const workbench = await startWorkbench()
const browser = await launch()
try {
  await measure(browser)
} finally {
  await browser.close()
  await workbench.remove()
}

async function measure(inBrowser: Browser): Promise<void> {
  // Playwright polls conditions by evaluating strings, which the page's policy forbids.
  const context = await inBrowser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: workbench.origin,
    bypassCSP: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const platform = createPlatform(page, workbench.origin)
  await signIn(page, workbench, 'Dan', '/')
  for (const change of [seedCase, { message: 'Big', parts: [{ id: documentId('line', line), text: bigText() }] }])
    (await platform.call(publishChangeSet, { project }, change)).value()
  await opened(page)
  for (const [name, act] of actions(page)) {
    const longest = await longestTask(inBrowser, page, async () => {
      await act()
      await rested(page)
    })
    const mark = longest > budget ? `  over ${String(budget)}` : ''
    process.stdout.write(`${name.padEnd(48)}${longest.toFixed(0).padStart(6)} ms${mark}\n`)
  }
}

/** The stages of the seed case, as often as needed, each time under other names. */
function bigText(): string {
  const text = seedCase.parts.find(({ id }) => id === documentId('line', seedLine))?.text ?? ''
  const [head = '', stages = ''] = text.split(/(?<= {2}stages:\n)/)
  const copies = Array.from({ length: Math.round(wanted / 60) }, (_, index) =>
    stages.replaceAll(
      /\b(?:build|deploy|verify|check)-\w+-(?:development|staging|production)\b/g,
      `$&-${String(index)}`,
    ),
  )
  return head.replace(seedLine, line) + copies.join('')
}

// Found by style and keys, not by role: computing the roles of everything on the page would count as the page's work.
function actions(page: Page): readonly (readonly [name: string, act: () => Promise<unknown>])[] {
  const keys =
    (...each: readonly string[]) =>
    async () => {
      for (const one of each) await page.keyboard.press(one)
    }
  const onBoard =
    (...each: readonly string[]) =>
    async () => {
      await page.locator('.lw-board').focus()
      await keys(...each)()
    }
  const typing = (text: string) => () => page.keyboard.type(text)
  const click = (selector: string) => () => page.locator(selector).first().click()
  const drawer = (tab: string) => click(`[role="tablist"][aria-label="Details"] [data-key="${tab}"]`)
  const inspector = (tab: string) => click(`[role="tablist"][aria-label="Inspector"] [data-key="${tab}"]`)
  return [
    ['opening the line', () => opened(page)],
    [
      'selecting a stage',
      () =>
        page
          .locator('[data-card]')
          .first()
          .click({ position: { x: 40, y: 12 } }),
    ],
    ['its parameters', inspector('parameters')],
    ['its manifests', inspector('manifests')],
    ['the stage again', inspector('stage')],
    ['the text', drawer('yaml')],
    ['the versions', drawer('versions')],
    ['the problems', drawer('problems')],
    ['renaming: the field', onBoard('F2')],
    ['renaming: a letter', typing('x')],
    ['renaming: done', keys('Enter')],
    ['undoing it', keys('Control+z')],
    ['redoing it', keys('Control+Shift+z')],
    ['finding: the field', keys('Control+f')],
    ['finding: a name', typing('verify-mailer-production-3')],
    ['finding: going there', keys('Enter')],
    ['leaving the field', keys('Escape')],
    ['the command palette', keys('Control+k')],
    ['typing in it', typing('deploy')],
    ['leaving it', keys('Escape')],
    ['duplicating a stage', onBoard('Control+d')],
    ['deleting it', keys('Delete')],
    ['cutting the next', keys('ArrowLeft', 'Control+x')],
    ['pasting it', keys('Control+v')],
    ['undoing both', keys('Control+z', 'Control+z')],
    ['selecting everything', onBoard('Control+a')],
    ['copying it', keys('Control+c')],
    ['deleting it', keys('Delete')],
    ['undoing that', keys('Control+z')],
    ['the outline', keys('Control+Shift+o')],
    ['selecting in it', keys('ArrowDown', 'Enter')],
    ['deleting in it', keys('Delete')],
    ['undoing that', keys('Control+z')],
    ['what changed', drawer('changes')],
    ['the review', keys('Control+Shift+s')],
    ['typing its message', typing('Big')],
    ['publishing', click('[role="dialog"] .lw-button[data-kind="primary"]')],
    ['the versions', drawer('versions')],
    ['comparing with the first', () => page.locator('.lw-version-row').last().click()],
    ['comparing as a picture', click('.lw-compared-bar .lw-segment:last-child')],
  ]
}

async function opened(page: Page): Promise<void> {
  await page.goto(`/projects/${project}/lines/${line}`)
  await page.locator('[data-card]').first().waitFor({ state: 'attached' })
  await rested(page)
}

/** Waits until what follows an action has followed. */
async function rested(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 1500 }), 700))')
}
