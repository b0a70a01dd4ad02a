import type { Adapter, AdapterPayload } from 'oidc-provider'
import { beforeEach, describe, expect, it } from 'vitest'
import { createOverflow } from './overflow.ts'

describe('what a full disk cannot take', () => {
  let isFull: boolean
  let written: Map<string, AdapterPayload>
  let time: number

  beforeEach(() => {
    isFull = false
    written = new Map()
    time = 0
  })

  function write(act: () => void): Promise<void> {
    if (isFull) return Promise.reject(new Error('database or disk is full'))
    act()
    return Promise.resolve()
  }

  function setUp() {
    const overflow = createOverflow(() => time)
    const store: Adapter = {
      upsert: (id, payload) => write(() => written.set(id, payload)),
      find: async (id) => written.get(id),
      findByUid: async () => undefined,
      findByUserCode: async () => undefined,
      consume: () => write(() => undefined),
      destroy: (id) => write(() => written.delete(id)),
      revokeByGrantId: () => write(() => undefined),
    }
    return { overflow, tokens: overflow.around('Token', store) }
  }

  it('is kept in memory for its time, used once, and written when there is room again', async () => {
    const { tokens } = setUp()
    isFull = true
    await tokens.upsert('a', { uid: 'u', accountId: 'ann' }, 60)
    expect(await tokens.find('a')).toEqual({ uid: 'u', accountId: 'ann' })
    expect(await tokens.findByUid('u')).toMatchObject({ accountId: 'ann' })
    await tokens.consume('a')
    expect(await tokens.find('a')).toMatchObject({ consumed: 0 })
    isFull = false
    await tokens.upsert('a', { accountId: 'ann' }, 60)
    expect(written.get('a')).toEqual({ accountId: 'ann' })
    isFull = true
    await tokens.upsert('b', { accountId: 'ann' }, 60)
    time = 60_000
    expect(await tokens.find('b')).toBeUndefined()
  })

  it('gives nobody back what was taken away', async () => {
    const { overflow, tokens } = setUp()
    await tokens.upsert('old', { accountId: 'ann' }, 60)
    isFull = true
    await expect(tokens.destroy('old')).rejects.toThrow('full')
    await tokens.upsert('new', { accountId: 'ann', grantId: 'g' }, 60)
    await tokens.destroy('new')
    expect(await tokens.find('new')).toBeUndefined()
    await tokens.upsert('more', { accountId: 'ann', grantId: 'g' }, 60)
    await expect(tokens.revokeByGrantId('g')).rejects.toThrow('full')
    expect(await tokens.find('more')).toBeUndefined()
    await tokens.upsert('last', { accountId: 'ann' }, 60)
    overflow.forgetAccount('ann')
    expect(await tokens.find('last')).toBeUndefined()
  })
})
