import { describe, expect, it } from 'vitest'
import { keptDeployStates, type DeployStateStore } from './deploy-states.ts'

/** The contract of every store of deploy states. */
export function deployStateContract(name: string, create: () => DeployStateStore): void {
  const key = { project: 'p', application: 'api', deployment: 'staging', state: 'main' }
  const bytes = (text: string) => new TextEncoder().encode(text)
  const text = (archive: Uint8Array | undefined) => archive && new TextDecoder().decode(archive)

  describe(`deploy states: ${name}`, () => {
    it('have nothing before the first', async () => {
      expect(await create().read(key)).toBeUndefined()
    })

    it('answer the newest by project, application, deployment and name', async () => {
      const states = create()
      await states.write(key, bytes('one'), '2026-01-01T00:00:00.000Z')
      await states.write(key, bytes('two'), '2026-01-01T00:00:00.000Z')
      await states.write({ ...key, state: 'setup' }, bytes('other'), '2026-01-01T00:00:00.000Z')
      expect(text(await states.read(key))).toBe('two')
      expect(text(await states.read({ ...key, state: 'setup' }))).toBe('other')
      for (const part of ['project', 'application', 'deployment'] as const)
        expect(await states.read({ ...key, [part]: 'x' })).toBeUndefined()
    })

    it('keep the bytes as they are, and the newest after many', async () => {
      const states = create()
      const every = Uint8Array.from({ length: 256 }, (_, byte) => byte)
      for (let i = 0; i < keptDeployStates + 3; i += 1)
        await states.write(key, bytes(String(i)), '2026-01-01T00:00:00.000Z')
      await states.write(key, every, '2026-01-02T00:00:00.000Z')
      expect([...((await states.read(key)) ?? [])]).toEqual([...every])
    })
  })
}
