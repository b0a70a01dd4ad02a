import { createGitToken } from '#contract/projects.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { clone } from './git.ts'
import { catalogOf } from './pages/catalog.ts'
import { designerOf } from './pages/designer.ts'
import { project } from './platform.ts'

const module = 'team.example/adapters'
const adapter = `package banner

// A text that the application shows.
DesignPattern: {
	name: "banner"
	parameters: {
		// What it says.
		message: string
	}
	resources: app: banner: {
		apiVersion: "v1"
		kind:       "ConfigMap"
		metadata: name: "banner"
		data: text: parameters.message
	}
}
`

test('adapters are browsed, taken from a repository, upgraded, and lead back from every line', async ({
  as,
  ownWorkbench: workbench,
}) => {
  // A separate workbench, since the next visitor of the line would get the QVS Config draft left here.
  const { page, platform } = await as('Dan', { at: workbench, path: `/projects/${project}/adapters` })
  const [catalog, designer] = [catalogOf(page), designerOf(page)]
  const { user, token } = (await platform.call(createGitToken, { project })).value()
  const copy = await clone(`${workbench.origin}/git/bookshelf/bookshelf-api.git`, user, token)
  await copy.write('adapters/cue.mod/module.cue', `module: "${module}"\n`)
  await copy.write('adapters/banner/banner.cue', adapter)
  await copy.write(
    'adapters/base/base.cue',
    'package base\n\nDesignPattern: {\n\tname: string\n\tresources?: {...}\n}\n',
  )
  await copy.write(
    'adapters/banner/README.md',
    '# Banner\n\nShows <script>alert(1)</script> a **text** by [its code](banner.cue).\n\n<img src="./images/plan.svg" alt="Plan">\n',
  )
  await copy.write(
    'adapters/banner/images/plan.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>',
  )
  await copy.commit('Bring an adapter of our own')
  await copy.push()

  await test.step('the catalog is searched, and an adapter tells what it takes', async () => {
    await catalog.search.fill('verify http')
    await catalog.entry('verify:http').click()
    await catalog.tab('Parameters')
    await expect(
      page.getByRole('table', { name: 'Options' }).or(page.getByRole('table', { name: 'Parameters' })),
    ).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('a module is looked at before it is taken', async () => {
    await catalog.open('?view=modules')
    await catalog.lookAt({ repository: 'bookshelf-api', directory: 'adapters' })
    await expect(catalog.dialog).toContainText(`1 adapter in ${module}`)
    await catalog.dialog.getByText('banner', { exact: true }).click()
    await expect(catalog.dialog.getByRole('table', { name: 'Parameters' })).toContainText('What it says.')
    await expect(catalog.dialog.getByRole('img', { name: 'Plan' })).toHaveJSProperty('naturalWidth', 40)
    await expectAccessible(page)
    await catalog.take()
    await expect(catalog.modules).toContainText(module)
    await catalog.lookAt({ repository: 'bookshelf-api', directory: 'adapters' })
    await expect(catalog.dialog.getByText('is in the catalog already')).toBeVisible()
    await expect(catalog.dialog.getByRole('button', { name: 'Take it into the catalog' })).toBeDisabled()
    await catalog.open(`?adapter=${module}/banner`)
    const about = page.getByRole('tabpanel', { name: 'About' })
    await expect(about.getByText('Shows <script>alert(1)</script>')).toBeVisible()
    await expect(page.getByRole('img', { name: 'Plan' })).toHaveJSProperty('naturalWidth', 40)
    await about.getByRole('link', { name: 'its code' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'banner/banner.cue' })).toBeVisible()
  })

  await test.step('an upgrade says what it changes before it is published', async () => {
    await copy.write(
      'adapters/banner/banner.cue',
      adapter.replace('message: string', 'message: string\n\t\tcolour: *"red" | "blue"'),
    )
    await copy.commit('Let banners have a colour')
    await copy.push()
    await catalog.open('?view=modules')
    await catalog.compare(module)
    await expect(catalog.dialog).toContainText('colour')
    await expect(catalog.dialog).toContainText('No QVS Config names this module.')
    await catalog.dialog.getByText('banner/banner.cue').click()
    await expect(catalog.dialog.getByRole('table')).toContainText('colour: *"red" | "blue"')
    await catalog.dialog.getByRole('button', { name: 'Upgrade' }).click()
    await expect(catalog.dialog).toHaveCount(0)
    await copy.remove()
  })

  await test.step('a QVS Config is completed and put right', async () => {
    await designer.open('?drawer=qvs&config=bookshelf-api')
    const editor = page.getByRole('textbox', { name: 'QVS Config of bookshelf-api' })
    await editor.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText('\n  - pattern: ')
    await page.keyboard.type('banner')
    await page.locator('.suggest-widget.visible').getByText(`${module}/banner`).first().waitFor()
    await page.keyboard.press('Enter')
    await expect(page.locator('.lw-qvs .squiggly-error')).not.toHaveCount(0)
    const problems = page.getByRole('region', { name: 'Problems' })
    await expect(problems).toContainText('banner needs the parameter message')
    await page.keyboard.press('Control+.')
    await page.getByRole('option', { name: 'Add the missing message' }).click()
    await expect(problems).not.toContainText('banner needs the parameter message')
    // Only lines in view are in the page.
    await editor.press('Control+End')
    await expect(page.locator('.lw-qvs .view-lines')).toContainText('message:')
    await expectAccessible(page)
  })

  await test.step('a line of a manifest leads to the adapter that wrote it', async () => {
    await designer.open('?select=deploy-web-staging&tab=manifests')
    await page.locator('.lw-traced .view-line').filter({ hasText: 'replicas' }).click()
    const trail = page.getByRole('region', { name: 'Where does this line come from?' })
    await expect(trail).toContainText('spec.replicas')
    await expect(trail).toContainText('Value')
    await expectAccessible(page)
    await trail
      .getByRole('link', { name: /Adapter.*service\.cue/ })
      .first()
      .click()
    await expect(catalog.highlighted.first()).toBeVisible()
  })
})
