import { createProject } from '#contract/new-project.ts'
import { readMe } from '#contract/session.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { peoplePagesOf } from './pages/people.ts'
import { shellOf } from './pages/shell.ts'
import { project } from './platform.ts'

test('an admin gives roles and reads the log; a token does what its scopes allow', async ({ as, workbench }) => {
  const aya = await as('Aya')
  const pages = peoplePagesOf(aya.page)

  await test.step('a role is changed, and taken back', async () => {
    await pages.open('people')
    await expect(pages.member('Léa Martin')).toContainText('Reader')
    await pages.setRole('Léa Martin', 'Developer')
    const toast = aya.page.getByRole('alertdialog').filter({ hasText: 'Léa Martin is changed' })
    await expect(toast).toBeVisible()
    await expect(pages.member('Léa Martin')).toContainText('Developer')
    await expectAccessible(aya.page)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await expect(pages.member('Léa Martin')).toContainText('Reader')
  })

  await test.step('an undo that does not reach the server says so', async () => {
    await pages.setRole('Léa Martin', 'Developer')
    const toasts = aya.page.getByRole('alertdialog')
    const undo = toasts.filter({ hasText: 'Léa Martin is changed' }).getByRole('button', { name: 'Undo' })
    await expect(undo).toBeVisible()
    await aya.page.route('**/members/*', (route) => route.abort())
    await undo.click()
    await expect(toasts.filter({ hasText: 'The server does not answer' })).toBeVisible()
    await aya.page.unroute('**/members/*')
    await pages.setRole('Léa Martin', 'Reader')
    await expect(pages.member('Léa Martin')).toContainText('Reader')
  })

  const token = await test.step('a token is shown once', async () => {
    await pages.open('tokens')
    const made = await pages.makeToken('Night build')
    expect(made).toMatch(/^lwp_/)
    await expect(aya.page.getByRole('rowheader', { name: 'Night build' })).toBeVisible()
    await expect(aya.page.getByText(made)).toHaveCount(0)
    await expectAccessible(aya.page)
    return made
  })

  await test.step('it speaks for its person within its scopes', async () => {
    const ask = (path: string, method = 'GET') =>
      fetch(`${workbench.origin}/apis/v1/${path}`, { method, headers: { authorization: `Bearer ${token}` } })
    expect(readMe.response.parse(await (await ask('me')).json()).person.name).toBe('Aya Tanaka')
    expect((await ask(`projects/${project}/git-tokens`, 'POST')).status).toBe(403)
  })

  await test.step('the log has all of it, and the denied attempt; others may not read it', async () => {
    await pages.open('audit')
    // Other journeys on this server make tokens too, so find this attempt by the token that it used.
    const attempt = pages.entries.filter({ hasText: 'Make a Git token' }).filter({ hasText: 'Night build' })
    await expect(attempt).toContainText('denied')
    await aya.page.getByRole('searchbox', { name: 'Search' }).fill('lea')
    await expect(aya.page).toHaveURL(/text=lea/)
    await expect(pages.entries.filter({ hasText: 'Add or change a member' }).last()).toContainText('developer')
    await expect(pages.entries.filter({ hasText: 'Make a Git token' })).toHaveCount(0)
    await expectAccessible(aya.page)
    const lea = await as('Léa', { locale: 'ja-JP' })
    await peoplePagesOf(lea.page).open('audit')
    await expect(lea.page.getByText('現在の役割ではこのページを表示できません')).toBeVisible()
    await expectAccessible(lea.page)
  })

  await test.step('rules and webhooks have pages, on a telephone too', async () => {
    const phone = await as('Aya', { viewport: { width: 320, height: 700 } })
    for (const section of ['rules', 'webhooks', 'tokens'] as const) {
      await peoplePagesOf(phone.page).open(section)
      await expect(phone.page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(phone.page)
      const wide = await phone.page.evaluate('document.documentElement.scrollWidth')
      expect(wide, section).toBeLessThanOrEqual(320)
    }
  })
})

test('a sample person who is invited into a new project by address is in it, two clicks away', async ({ as }) => {
  const { page, platform } = await as('Aya')
  await platform.call(createProject, {}, { name: 'garden', displayName: 'Garden' })
  await page.goto('/projects/garden/settings/people')
  await page.getByRole('textbox', { name: 'Name' }).fill('Mio')
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ｍｉｏ＠example.org')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog').filter({ hasText: 'Mio is added' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'mio@example.org' })).toContainText('has not signed in yet')
  await shellOf(page).switchTo('Mio')
  await expect(shellOf(page).person).toHaveAccessibleName(/Mio Sato/)
  await expect(page.getByRole('row').filter({ hasText: 'mio@example.org' })).toContainText('Mio Sato, you')
})
