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
    await expect(gate.person('Mio Sato, you')).toContainText('requester, may not vote')
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
    await expect(gate.approve).toBeDisabled()
    await expect(gate.reject).toBeDisabled()
    await gate.comment.focus()
    await lea.page.keyboard.press('Tab')
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
