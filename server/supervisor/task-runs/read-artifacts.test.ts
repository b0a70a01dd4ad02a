import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aLaunch, openSupervisedFolder, type SupervisedFolder } from './supervised-folder.ts'

let folder: SupervisedFolder
beforeAll(async () => {
  folder = await openSupervisedFolder()
})
afterAll(() => folder.close())

const made = (name: string, uri: string): string =>
  JSON.stringify({ outputs: [{ name, values: [{ uri, digest: { sha256: 'ab12' } }] }] })

describe.each(['process', 'bwrap'] as const)('artifacts of steps, in isolation %s', (isolation) => {
  it('are in the status, and later steps can ask for them', async () => {
    const launch = aLaunch(`${isolation}-made`, isolation, [
      { script: `echo '${made('image', 'pkg:oci/shop')}' > $(step.artifacts.path)` },
      { script: "echo '$(steps.s0.outputs.image)'" },
      { script: `echo '${made('report', 'pkg:generic/report')}' > $(artifacts.path)` },
    ])
    const status = await folder.run(launch)
    expect(status.condition, status.condition.message).toMatchObject({ status: 'True' })
    expect(folder.log(launch, 's1')).toEqual(['[{"digest":{"sha256":"ab12"},"uri":"pkg:oci/shop"}]'])
    expect(status.steps[0]?.outputs?.map(({ name }) => name)).toEqual(['image'])
    expect(status.artifacts?.outputs?.map(({ name }) => name)).toEqual(['image', 'report'])
  })

  it('fail the task when they cannot be read, are missing or hold a secret', async () => {
    const wrong = aLaunch(`${isolation}-wrong`, isolation, [{ script: 'echo "{" > $(step.artifacts.path)' }])
    expect((await folder.run(wrong)).condition.message).toContain('artifacts of step "s0" are not JSON')

    const missing = aLaunch(`${isolation}-missing`, isolation, [
      { script: 'true' },
      { script: 'echo $(steps.s0.outputs.image)' },
    ])
    expect((await folder.run(missing)).condition.message).toContain('no earlier step has written it')

    const leaking = aLaunch(`${isolation}-leaking`, isolation, [
      {
        script: 'echo "{\\"outputs\\":[{\\"name\\":\\"$TOKEN\\"}]}" > $(step.artifacts.path)',
        env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } }],
      },
    ])
    const secrets = [{ name: 'token', key: 'value', value: 'correct-horse-battery' }]
    const status = await folder.run(leaking, secrets)
    expect(status.condition.message).toContain('hold the value of secret token/value')
    expect(JSON.stringify(status)).not.toContain('correct-horse-battery')
  })
})
