import { listDocuments } from '#contract/document-lists.ts'
import { publishChangeSet } from '#contract/documents.ts'
import { decideGate } from '#contract/gate-decisions.ts'
import { cancelRun, startRun } from '#contract/runs.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { gatePageOf } from './pages/gate.ts'
import { homeOf } from './pages/home.ts'
import { runPageOf } from './pages/run.ts'
import { line, project } from './platform.ts'

test('a gate is rejected with a reason, and nobody decides who may not', async ({ as }) => {
  const mio = await as('Mio')
  const { id } = await mio.platform.startToGate('Asked for by its approver')

  await test.step('whoever asks may not approve', async () => {
    const gate = gatePageOf(mio.page)
    await gate.open(id)
    await expect(gate.person('Mio Sato, you')).toContainText(/asked for this run.*may not vote/)
    await expect(gate.approve).toBeDisabled()
    expect(await mio.platform.decide(id, 'approve')).toBe(403)
    expect(await mio.platform.decide(id, 'reject', 'No')).toBe(403)
  })

  await test.step('a reader sees everything, and why nothing can be pressed', async () => {
    const lea = await as('Léa')
    const gate = gatePageOf(lea.page)
    await expect(lea.page.getByRole('banner').getByRole('button', { name: 'Run bookshelf-release' })).toBeDisabled()
    await lea.page.getByRole('banner').getByRole('button', { name: 'Run bookshelf-release' }).focus()
    await lea.page.keyboard.press('Shift+Tab')
    await lea.page.keyboard.press('Tab')
    await expect(lea.page.getByRole('tooltip')).toContainText('This needs one of these roles')
    await gate.open(id)
    await expect(gate.evidence).toContainText('Manifests')
    // All lines of a manifest are one Tab stop, with arrow keys between them.
    const lineOf = (number: number) =>
      gate.evidence.getByRole('button', { name: `Where does line ${String(number)} come from?` }).last()
    await lineOf(1).focus()
    await lea.page.keyboard.press('ArrowDown')
    await expect(lineOf(2)).toBeFocused()
    await lea.page.keyboard.press('Tab')
    await expect(
      gate.evidence.getByRole('button', { name: /^Where does line/ }).and(lea.page.locator(':focus')),
    ).toHaveCount(0)
    await lea.page.keyboard.press('Shift+Tab')
    await expect(lineOf(2)).toBeFocused()
    await expect(gate.approve).toBeDisabled()
    await expect(gate.reject).toBeDisabled()
    // The page says it as well, since touch shows no tooltip.
    await expect(gate.decision.getByText('This needs one of these roles')).toBeVisible()
    await expect(gate.comment).toBeHidden()
    await gate.reject.focus()
    await lea.page.keyboard.press('Shift+Tab')
    await lea.page.keyboard.press('Tab')
    await expect(lea.page.getByRole('tooltip')).toContainText('Approver')
    await expectAccessible(lea.page)
    const refused = await lea.platform.call(
      decideGate,
      { project, run: id, gate: 'production' },
      { decision: 'approve', evidence: 'x' },
    )
    expect(refused.status).toBe(403)
    expect(
      (await lea.platform.call(startRun, { project, line }, { inputs: {}, idempotencyKey: crypto.randomUUID() }))
        .status,
    ).toBe(403)
    const run = runPageOf(lea.page)
    await run.open(id)
    await expect(run.cancel).toBeDisabled()
    await expectAccessible(lea.page)
  })

  const dan = await as('Dan')
  const asked = await dan.platform.startToGate('To be rejected')
  await runPageOf(dan.page).open(asked.id)

  await test.step('whoever asked explains a line, by keyboard; who decides answers, and nothing is approved by it', async () => {
    const gate = gatePageOf(dan.page)
    await gate.open(asked.id)
    await gate.evidence.getByRole('button', { name: 'Comment', exact: true }).press('Enter')
    await gate.evidence.getByRole('button', { name: 'Comment on line 1', exact: true }).last().press('Enter')
    const field = gate.evidence.getByRole('textbox', { name: 'Comment on line 1' })
    await expect(field).toBeFocused()
    await field.fill('Measured on staging')
    await expectAccessible(dan.page)
    await field.press('Control+Enter')
    await expect(field).toBeHidden()
    const theirs = gatePageOf(mio.page)
    await theirs.open(asked.id)
    const mark = theirs.evidence.getByRole('button', { name: /Comments on line 1: .*Measured on staging/ })
    await mark.click()
    const reply = theirs.evidence.getByRole('textbox', { name: 'Reply' })
    await reply.fill('Thank you')
    await reply.press('Control+Enter')
    await expect(mark).toContainText('+1')
    await expectAccessible(mio.page)
    await expect(gate.evidence.getByRole('button', { name: /Comments on line 1:/ })).toContainText('+1')
    expect((await dan.platform.run(asked.id)).gates['production']).toMatchObject({ state: 'waiting', decisions: [] })
    await runPageOf(dan.page).open(asked.id)
  })

  await test.step('rejecting takes a reason', async () => {
    const gate = gatePageOf(mio.page)
    await homeOf(mio.page).open()
    await gate.open(asked.id)
    await gate.reject.click()
    await expect(gate.decision).toContainText('Say why you reject')
    await expectAccessible(mio.page)
    await gate.comment.fill('The search is slow on staging')
    await gate.reject.click()
    await expect(gate.decision).toContainText('The gate was rejected.')
    await expect(gate.decision).toContainText('The search is slow on staging')
  })

  await test.step('whoever asked sees it at once; nothing has reached production', async () => {
    const run = runPageOf(dan.page)
    await expect(run.state).toHaveText('Failed')
    const ended = await dan.platform.run(asked.id)
    expect(ended.stages['deploy-api-production']?.taskRuns).toEqual([])
    await expectAccessible(dan.page)
  })

  const aya = await as('Aya')
  await aya.page.getByRole('main').waitFor()
  expect((await aya.platform.call(cancelRun, { project, run: id }, {})).status).toBe(202)
})

test('an environment is frozen: what is approved waits, can be taken back, and is opened in an emergency', async ({
  as,
  ownWorkbench: at,
}) => {
  // Uses another workbench: it deploys to production, which other journeys expect unchanged.
  const aya = await as('Aya', { at })
  await aya.page.getByRole('main').waitFor()
  const rules = async (text: string): Promise<void> => {
    const known = await aya.platform.call(listDocuments, { project }, undefined, { kind: 'rules' })
    const base = known.value().documents.find((document) => document.id === 'rules/production')?.digest
    const parts = [{ id: 'rules/production', text, ...(base === undefined ? {} : { base }) }]
    expect((await aya.platform.call(publishChangeSet, { project }, { message: 'Rules', parts })).status).toBe(201)
  }
  const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 16)
  await rules(JSON.stringify({ freezes: [{ title: 'Quiet days', from: day(-1), until: day(3), timeZone: 'UTC' }] }))
  const dan = await as('Dan', { at })
  const { id } = await dan.platform.startToGate('In a freeze')

  const mio = await as('Mio', { at, viewport: { width: 320, height: 700 } })
  const gate = gatePageOf(mio.page)
  await test.step('it is approved by keyboard on a telephone, and waits for the end of the freeze', async () => {
    await gate.open(id)
    await expect(mio.page.getByText(/production is frozen: Quiet days. It takes releases again /).first()).toBeVisible()
    await gate.comment.fill('Looks right')
    if ((await gate.hasRead.count()) > 0) {
      await gate.comment.press('Control+Enter')
      await expect(gate.decision.getByText('Tick that you have read')).toBeVisible()
      await expect(gate.hasRead).toBeFocused()
      await gate.hasRead.press('Space')
    }
    await gate.comment.press('Control+Enter')
    await expect(gate.person('Mio Sato, you')).toContainText('approved')
    await expectAccessible(mio.page)
    expect((await dan.platform.run(id)).gates['production']?.state).toBe('waiting')
  })

  await test.step('it is taken back', async () => {
    await mio.page.getByRole('button', { name: 'Take my approval back' }).click()
    await expect(gate.person('Mio Sato, you')).toContainText('your turn')
  })

  await test.step('an admin opens it and the calendar past their rules, and everybody sees that for good', async () => {
    await aya.page.goto(`/projects/${project}/runs/${id}/gates/production`)
    await aya.page.getByRole('button', { name: 'Emergency: open past the rules' }).click()
    const dialog = aya.page.getByRole('alertdialog')
    await expect(dialog.getByRole('checkbox', { name: 'Release calendar of production' })).toBeChecked()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The site is down for everybody')
    await expectAccessible(aya.page)
    await dialog.getByRole('button', { name: 'Open 2 gates' }).click()
    await expect(dialog).toBeHidden()
    await gate.open(id)
    await expect(mio.page.getByText('The site is down for everybody').first()).toBeVisible()
    await dan.platform.until(id, ({ stages }) => stages['deploy-api-production']?.state !== 'waiting')
  })
  await rules('{}')
  await aya.platform.call(cancelRun, { project, run: id }, { mode: 'Cancelled' })
})
