import { describe, expect, it } from 'vitest'
import { archiveOf, type ArchivedFile } from './tar-archive.ts'

async function* one(file: ArchivedFile): AsyncGenerator<ArchivedFile> {
  yield file
}

describe('an archive that is written while it is read', () => {
  it('stops reading its files when its reader leaves', async () => {
    let isRead = true
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(1 << 20)
      } finally {
        isRead = false
      }
    }
    const reader = archiveOf(one({ path: 'a', size: 2 ** 33, bytes: endless() }), 0).getReader()
    await reader.read()
    await reader.cancel()
    await expect.poll(() => isRead).toBe(false)
  })

  it('breaks off where a file became shorter', async () => {
    async function* short(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(3)
    }
    const archive = new Response(archiveOf(one({ path: 'a', size: 4, bytes: short() }), 0))
    await expect(archive.arrayBuffer()).rejects.toThrow('a became shorter')
  })
})
