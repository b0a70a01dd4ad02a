import { createGitToken } from '#contract/projects.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { clone } from './git.ts'
import { catalogOf } from './pages/catalog.ts'
import { project } from './platform.ts'

const module = 'house.example/adapters'
const adapter = `package note

DesignPattern: {
	parameters: text: string
	resources: app: note: {
		apiVersion: "v1"
		kind: "ConfigMap"
		metadata: name: "note"
		data: text: parameters.text
	}
}
`

test('an adapter is edited with the evaluator, survives a reload, and is committed; adapters of a deployment are seen together', async ({
  as,
  workbench,
}) => {
  const { page, platform } = await as('Dan', { path: `/projects/${project}/adapters` })
  const catalog = catalogOf(page)
  const { user, token } = (await platform.call(createGitToken, { project })).value()
  const copy = await clone(`${workbench.origin}/git/bookshelf/bookshelf-api.git`, user, token)
  await copy.write('house/cue.mod/module.cue', `module: "${module}"\n`)
  await copy.write('house/note/note.cue', adapter)
  await copy.commit('Bring the adapters of the house')
  await copy.push()
  const editor = page.getByRole('textbox', { name: 'note/note.cue' })
  const problems = page.getByRole('region', { name: 'Problems' })

  await test.step('a module that is kept here is opened for editing', async () => {
    await catalog.open('?view=modules')
    await catalog.lookAt({ repository: 'bookshelf-api', directory: 'house' })
    await catalog.take()
    // The kernel describes all adapters again with the new module.
    await expect(catalog.dialog).toHaveCount(0, { timeout: 60_000 })
    await page
      .getByRole('row', { name: new RegExp(module) })
      .getByRole('link', { name: 'Edit' })
      .click()
    await expect(page.locator('.view-lines')).toContainText('package')
    await expectAccessible(page)
  })

  await test.step('what is wrong is told while typing, and kept over a reload', async () => {
    await editor.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText('DesignPattern: resources: app: note: data: text: 5\n')
    await expect(problems).toContainText('conflicting values')
    await page.reload()
    await expect(problems).toContainText('conflicting values')
    await expect(page.getByRole('button', { name: /note\/note\.cue.*changed/ })).toBeVisible()
  })

  await test.step('what could not be checked is not called clean, and is checked once there is an answer', async () => {
    await page.route('**/module-working-copy/check', (route) => route.abort())
    await editor.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.insertText('\n')
    await expect(problems).toContainText('There is no answer')
    await expect(problems).not.toContainText('No problems')
    await page.unroute('**/module-working-copy/check')
    await expect(problems).toContainText('conflicting values')
    await editor.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Delete')
  })

  await test.step('values of a Secret do not get into an adapter, and the dialog says so before', async () => {
    await page.getByRole('button', { name: 'Adapter from Kubernetes YAML…' }).click()
    await catalog.dialog
      .getByRole('textbox', { name: 'Kubernetes manifests' })
      .fill('kind: Secret\nmetadata: {name: db}\nstringData: {password: hunter2}\n')
    await expect(catalog.dialog.getByRole('status')).toContainText('The Secret db is left out')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  })

  await test.step('a golden test begins with what the adapter gives, and tells what a change does', async () => {
    await page.getByRole('tab', { name: 'Tests' }).click()
    await page.getByRole('button', { name: 'Add a first test' }).click()
    await page.getByRole('button', { name: 'Run tests' }).click()
    await expect(page.getByText('conflicting values').first()).toBeVisible()
    await editor.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Control+Shift+K')
    await page.getByRole('button', { name: 'Run tests' }).click()
    await page.getByRole('button', { name: 'Accept what came' }).click()
    await page.getByRole('button', { name: 'Run tests' }).click()
    await expect(page.getByText('1 of 1 passed')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('tab', { name: /Problems/ }).click()
  })

  await test.step('a branch that moved loses nothing', async () => {
    await copy.write('house/README.md', '# House\n')
    await copy.commit('Say what the house has')
    await copy.push()
    await editor.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText('DesignPattern:   name:   "note"\n')
    await expect(problems).toContainText('No problems')
    await page.keyboard.press('Shift+Alt+F')
    await expect(page.locator('.view-lines')).toContainText('DesignPattern: name: "note"')
    await page.getByRole('button', { name: 'Commit…' }).click()
    await catalog.dialog.getByRole('textbox', { name: 'Message' }).fill('Name the note')
    await catalog.dialog.getByRole('button', { name: 'Commit', exact: true }).click()
    await expect(catalog.dialog.getByRole('alert')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Go on from the new commit' }).click()
    await page.getByRole('button', { name: 'Commit…' }).click()
    await catalog.dialog.getByRole('textbox', { name: 'Message' }).fill('Name the note')
    await expectAccessible(page)
    await catalog.dialog.getByRole('button', { name: 'Commit', exact: true }).click()
    await expect(page.getByText('Committed to main')).toBeVisible()
    await copy.remove()
  })

  await test.step('the adapters of a deployment show who brought what', async () => {
    await page.goto(`/projects/${project}/deployments/bookshelf-api/staging/adapters`)
    // The first visit compiles with a chain for every line.
    await expect(page.getByRole('heading', { level: 1 })).toContainText('bookshelf-api', { timeout: 60_000 })
    const adapters = page.getByRole('navigation', { name: 'Adapters', exact: true })
    await adapters.getByRole('button', { name: /local\/service/ }).click()
    await expect(page.getByRole('list', { name: 'Manifests' })).toContainText('Service')
    await page.locator('.lw-traced .view-line').filter({ hasText: 'replicas' }).click()
    await expect(page.getByRole('region', { name: 'Where does this line come from?' })).toContainText('spec.replicas')
    await expectAccessible(page)
    await page.getByRole('tab', { name: 'Workflow' }).click()
    await expect(page.getByRole('group', { name: 'deploy' })).toContainText('apply')
    await expectAccessible(page)
  })
})
