import { documentId } from '#domain/documents.ts'
import { readDocument } from '#contract/documents.ts'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'
import { project } from './platform.ts'

const configPage = `/projects/${project}/applications/bookshelf-api/qvs-config`

async function proposeRemark(page: Page, remark: string): Promise<void> {
  await page.goto(configPage)
  const editor = page.getByRole('textbox', { name: 'QVS Config of bookshelf-api' })
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(`\n# ${remark}`)
  await page.getByRole('button', { name: /Review and publish/ }).click()
  const review = page.getByRole('dialog', { name: 'Review changes' })
  await expect(review).toContainText('The branch of bookshelf-api is protected')
  await review.getByRole('textbox', { name: 'What changes, and why' }).fill(remark)
  await expectAccessible(page)
  await review.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByRole('status').filter({ hasText: remark })).toBeVisible()
}

test('a QVS Config behind a protected branch is proposed, and published when somebody else has merged it', async ({
  as,
  ownWorkbench: at,
}) => {
  const aya = await as('Aya', { at })
  await test.step('an admin protects the branch', async () => {
    await aya.page.goto(`/projects/${project}/settings`)
    const protection = aya.page.getByRole('switch', { name: /Protect the branch of bookshelf-api/ })
    await protection.press('Space')
    await expect(protection).toBeChecked()
    await expectAccessible(aya.page)
  })

  const dan = await as('Dan', { at })
  await test.step('a developer proposes, and cannot merge alone', async () => {
    await proposeRemark(dan.page, 'first remark')
    await dan.page.goto(`/projects/${project}/lines/bookshelf-release`)
    await dan.page.getByRole('link', { name: 'first remark' }).waitFor()
    await dan.page.getByRole('link', { name: 'first remark' }).click()
    await expect(dan.page.getByRole('button', { name: 'Merge and publish' })).toBeDisabled()
    await expect(dan.page.getByRole('group', { name: 'QVS Config of bookshelf-api' })).toContainText('# first remark')
    await expectAccessible(dan.page)
  })

  await test.step('somebody else merges it', async () => {
    await aya.page.goto(`/projects/${project}/lines`)
    await aya.page.getByRole('link', { name: 'first remark' }).waitFor()
    await aya.page.getByRole('link', { name: 'first remark' }).click()
    await aya.page.getByRole('button', { name: 'Merge and publish' }).click()
    await expect(aya.page.getByText('Published', { exact: true })).toBeVisible()
    const id = documentId('qvs-config', 'bookshelf-api')
    const now = (await dan.platform.call(readDocument, { project }, undefined, { id })).value()
    expect(now).toMatchObject({ message: 'first remark', author: { name: 'Dan Okafor' } })
    // The proposer's page updates by itself.
    await expect(dan.page.getByText('Published', { exact: true })).toBeVisible()
  })

  await test.step('a proposal is taken up again as a draft', async () => {
    await proposeRemark(dan.page, 'second remark')
    await dan.page.getByRole('link', { name: 'second remark' }).click()
    await dan.page.getByRole('button', { name: 'Edit again' }).click()
    await expect(dan.page.locator('.lw-qvs .view-lines')).toContainText('# second remark')
    await expect(dan.page.getByRole('status').filter({ hasText: 'second remark' })).toBeHidden()
  })
})
