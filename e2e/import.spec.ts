import { expect, expectAccessible, test } from './fixtures.ts'
import { designerOf } from './pages/designer.ts'
import { project } from './platform.ts'

const lines = `# From a colleague
apiVersion: vs.axis-dev.io/v1
kind:   AssemblyLine
metadata: {name: theirs}
spec:
    stages:
    - name: build
      spec: &spec
          pipeline:  bookshelf-api-build   # odd
          deployment: {app: bookshelf-api, name: staging}
    - {name: again, spec: *spec, runAfter: [build]}
---
apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata: {name: nightly}
spec: {stages: [{name: only, spec: {pipeline: bookshelf-api-build, deployment: {app: bookshelf-api, name: staging}}}]}
`
const pipeline = `apiVersion: tekton.dev/v1beta1
kind: Pipeline
metadata: {name: Say_Hello}
spec: {tasks: [{name: say, taskRef: {name: hello}}]}
`
const task = `---
apiVersion: tekton.dev/v1beta1
kind: Task
metadata: {name: hello}
spec: {steps: [{name: say, image: alpine, script: echo hello}]}
`

test('what others wrote is taken in, and no name is taken twice', async ({ as, ownWorkbench }) => {
  const { page } = await as('Aya', { at: ownWorkbench })
  const designer = designerOf(page)
  const dialog = page.getByRole('dialog')
  const cards = page.locator('[data-card]')
  const name = dialog.getByRole('textbox', { name: 'Name' })
  const open = dialog.getByRole('button', { name: 'Open the board' })
  const importing = async (text: string): Promise<void> => {
    await page.goto(`/projects/${project}/lines?do=import`)
    await dialog.getByRole('textbox', { name: 'YAML' }).fill(text)
  }

  await test.step('a new line asks for its name when it is wanted, and at no other time', async () => {
    await page.goto(`/projects/${project}/lines?new=1`)
    await expect(dialog.getByText('Type a name')).toHaveCount(0)
    await open.click()
    await expect(dialog.getByText('Type a name')).toBeVisible()
    await expect(name).toBeFocused()
  })

  await test.step('a text is read once the server is back', async () => {
    const isMissing = page.waitForEvent('requestfailed', (request) => request.url().includes('import-worker'))
    await page.route('**/assets/import-worker-main-*.js', (route) => route.abort(), { times: 1 })
    await importing(lines)
    await isMissing
    await expect(name).toHaveValue('theirs')
  })

  await test.step('of several lines one is chosen', async () => {
    await importing(lines)
    await expect(name).toHaveValue('theirs')
    await dialog.getByRole('button', { name: /Which of the lines/ }).click()
    await page.getByRole('option', { name: 'nightly' }).click()
    await expect(name).toHaveValue('nightly')
    await expectAccessible(page)
    await open.click()
    await expect(cards).toHaveCount(1)
  })

  await test.step('a name that is there already is not taken again', async () => {
    await importing(lines)
    await name.fill('bookshelf-release')
    await expect(dialog.getByText('A line of this name exists')).toBeVisible()
    await open.click()
    await expect(name).toBeFocused()
    await name.fill('theirs')
    await page.keyboard.press('Enter')
    await expect(cards).toHaveCount(2)
  })

  await test.step('a Tekton Pipeline comes with its Tasks, and without them says which are missing', async () => {
    await importing(pipeline)
    await expect(dialog.getByRole('status')).toContainText('There is no Task "hello"')
    await importing(pipeline + task)
    await expect(dialog.getByRole('status')).toHaveText('1 Tekton Pipeline')
    await name.fill('hello')
    await open.click()
    await expect(designer.card('say-hello')).toBeVisible()
    await page.getByRole('tablist', { name: 'Details' }).getByRole('tab', { name: 'Problems' }).click()
    await expect(page.getByText('No problems')).toBeVisible()
    await designer.publish('Say hello')
    await expect(designer.version).toBeVisible()
  })

  await test.step('a line is not called like another', async () => {
    await page.goto(`/projects/${project}/lines?do=rename&line=hello`)
    await name.fill('bookshelf-release')
    await expect(dialog.getByText('A line of this name exists')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Rename' })).toHaveAttribute('aria-disabled', 'true')
    await name.fill('greet')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('table').getByRole('link', { name: 'greet' })).toBeVisible()
  })
})
