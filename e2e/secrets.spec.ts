import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, expectAccessible, test } from './fixtures.ts'
import { designerOf } from './pages/designer.ts'
import { settingsOf } from './pages/lists.ts'
import { runPageOf } from './pages/run.ts'
import { line, project } from './platform.ts'

// Characters that every encoding changes, so that all forms differ.
const value = 'p@ss/wörd+Ω?=&"x\'z 7Qk'

/** The forms in which a careless program would leak it. */
const forms: readonly Buffer[] = [
  value,
  JSON.stringify(value).slice(1, -1),
  Buffer.from(value).toString('base64').replace(/=+$/, ''),
  Buffer.from(value).toString('base64url').replace(/=+$/, ''),
  Buffer.from(value).toString('hex'),
  encodeURIComponent(value),
  new URLSearchParams({ v: value }).toString().slice(2),
].map((form) => Buffer.from(form))

function formIn(bytes: Buffer): string | undefined {
  return forms.find((form) => bytes.includes(form))?.toString()
}

test('a secret value stands nowhere in the clear', async ({ as, workbench }) => {
  const dan = await as('Dan')
  const answers: { readonly url: string; readonly body: Promise<Buffer> }[] = []
  const asked: string[] = []
  dan.page.on('response', (response) => {
    if (response.url().includes('/apis/'))
      answers.push({ url: response.url(), body: response.body().catch(() => Buffer.alloc(0)) })
  })
  dan.page.on('request', (request) => asked.push(request.url()))

  const settings = settingsOf(dan.page)
  await settings.open()
  await test.step('a value that is too short is told of while it is typed', async () => {
    const typed = dan.page.getByRole('main').getByLabel(/^Value/)
    await typed.fill('short')
    await expect(typed).toHaveAccessibleDescription(/At least 8 characters/)
    await dan.page.getByRole('button', { name: 'Set a secret' }).click()
    await expect(dan.page.getByRole('main').getByText('Choose an environment')).toBeVisible()
    await expect(dan.page.getByRole('main').getByText('No secret is set yet.')).toBeVisible()
  })
  await settings.setSecret('staging', 'api-key', value)
  await expect(settings.secret('api-key')).toContainText('staging')
  await expectAccessible(dan.page)
  expect(await dan.page.content()).not.toContain('7Qk')

  const { id } = await dan.platform.startToGate('With a secret in the house')
  const run = runPageOf(dan.page)
  await run.open(id)
  await expect(run.state).toHaveText('Needs approval')
  await run.chooseStage('build-api')
  await expect(run.logLines.first()).toBeAttached()
  const mio = await as('Mio')
  await mio.platform.decide(id, 'reject', 'Enough seen')

  await test.step('in no answer and no address', async () => {
    for (const { url, body } of answers) expect(formIn(await body), url).toBeUndefined()
    for (const url of asked) expect(formIn(Buffer.from(url)), url).toBeUndefined()
    for (const path of [
      `/runs/${id}`,
      `/runs/${id}/snapshot`,
      `/world`,
      `/secrets`,
      '/deployment-status',
      `/document?id=line/${line}`,
    ]) {
      expect(formIn(await dan.platform.bytes(`/apis/v1/projects/${project}${path}`)), path).toBeUndefined()
    }
  })
  await test.step('in no file, since the store seals it, and in nothing printed', async () => {
    const files = await filesBelow(workbench.dataDir)
    const found = []
    for (const file of files) {
      const form = formIn(await readFile(file).catch(() => Buffer.alloc(0)))
      if (form !== undefined) found.push(basename(file).replace(/-(wal|shm)$/, ''))
    }
    expect(found).toEqual([])
    expect(formIn(Buffer.from(workbench.output()))).toBeUndefined()
  })
})

test('the inspector offers secrets by their names, and makes one', async ({ as }) => {
  const { page } = await as('Dan')
  const designer = designerOf(page)
  await designer.open()
  await designer.drop('notify:webhook', 'deploy-web-staging')
  const name = page.getByRole('combobox', { name: 'webhookSecretName' })
  await page.getByRole('button', { name: 'Set a secret in staging' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set a secret in staging' })
  await dialog.getByLabel('Name of the secret').fill('chat/url')
  await dialog.getByLabel(/^Value/).fill('https://chat.example/hook')
  await dialog.getByRole('button', { name: 'Set value' }).click()
  await expect(name, 'a task finds the secret by its name, and the key in it').toHaveValue('chat')
  await name.fill('ch')
  await name.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'chat', exact: true })).toHaveAttribute('aria-selected', 'true')
  await name.press('Enter')
  await expect(name).toHaveValue('chat')
  await expectAccessible(page)
  await designer.card('notify-web-staging').click()
  while (await designer.undo.isEnabled()) await designer.undo.click()
  await expect(designer.draftMark).toContainText('As published')
})

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
