import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { packTar } from 'modern-tar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { imageFolder } from '#domain/target/image.ts'
import { createImageStore } from './image-store.ts'
import { streamOf, type TarFile, tarOf } from '#server/testing/tar-of.ts'

const config: TarFile = {
  path: 'linewright-image.json',
  text: JSON.stringify({ command: ['node', 'server.js'], workingDir: '.' }),
}

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'images-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

async function put(files: readonly TarFile[], limitBytes?: number) {
  return createImageStore({ dataDir, ...(limitBytes === undefined ? {} : { limitBytes }) }).put(
    streamOf(gzipSync(await tarOf(files))),
  )
}

describe('the image store', () => {
  it('unpacks an archive under the digest of its bytes, read-only', async () => {
    const bytes = gzipSync(
      await tarOf([config, { path: 'bin/run', text: '#!/bin/sh\n', mode: 0o755 }, { path: 'a/b/c.txt', text: 'deep' }]),
    )
    const store = createImageStore({ dataDir })
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    expect(await store.has(digest)).toBe(false)
    expect(await store.put(streamOf(bytes))).toEqual({ ok: true, value: { digest, bytes: bytes.length } })
    const root = join(dataDir, 'images', imageFolder(digest))
    expect(readFileSync(join(root, 'a/b/c.txt'), 'utf8')).toBe('deep')
    expect(statSync(join(root, 'bin/run')).mode & 0o777).toBe(0o555)
    expect(await store.has(digest)).toBe(true)
    expect(await store.put(streamOf(bytes))).toMatchObject({ ok: true, value: { digest } })
  })

  it('tells what images take and when they were put there last, and removes them', async () => {
    const bytes = gzipSync(await tarOf([config, { path: 'a/b/c.txt', text: 'deep' }]))
    const store = createImageStore({ dataDir })
    expect(await store.kept()).toEqual([])
    const stored = await store.put(streamOf(bytes))
    if (!stored.ok) throw new Error(stored.error.message)
    const { digest } = stored.value
    const root = join(dataDir, 'images', imageFolder(digest))
    utimesSync(root, 1, 1)
    expect(await store.kept()).toEqual([{ digest, bytes: (config.text ?? '').length + 4, storedAt: 1000 }])
    await store.put(streamOf(bytes))
    expect((await store.kept())[0]?.storedAt).toBeGreaterThan(1000)
    await store.remove(digest)
    expect(existsSync(root)).toBe(false)
    expect(await store.has(digest)).toBe(false)
    expect(await store.kept()).toEqual([])
    await store.remove(digest)
  })

  it('reads what the tar program writes, long names included', async () => {
    const folder = join(dataDir, 'source')
    const long = join('x'.repeat(120), 'y'.repeat(120))
    mkdirSync(join(folder, 'x'.repeat(120)), { recursive: true })
    writeFileSync(join(folder, long), 'long')
    writeFileSync(join(folder, config.path), config.text ?? '')
    for (const format of ['gnu', 'pax']) {
      await promisify(execFile)('tar', ['-C', folder, `--format=${format}`, '-czf', join(dataDir, 'a.tgz'), '.'])
      const stored = await createImageStore({ dataDir }).put(streamOf(readFileSync(join(dataDir, 'a.tgz'))))
      if (!stored.ok) throw new Error(stored.error.message)
      expect(readFileSync(join(dataDir, 'images', imageFolder(stored.value.digest), long), 'utf8')).toBe('long')
    }
  })

  it('keeps links that stay inside', async () => {
    const stored = await put([config, { path: 'lib/a.txt', text: 'a' }, { path: 'current', link: 'lib' }])
    expect(stored.ok).toBe(true)
  })

  const bad: readonly (readonly [string, readonly TarFile[]])[] = [
    ['an absolute path', [config, { path: '/etc/passwd', text: 'x' }]],
    ['a path that climbs out', [config, { path: 'a/../../x', text: 'x' }]],
    ['an absolute link', [config, { path: 'l', link: '/etc/passwd' }]],
    ['a link that climbs out', [config, { path: 'l', link: '../../../x' }]],
    ['links that climb out together', [config, { path: 'p/q/d', link: '../..' }, { path: 'l', link: 'p/q/d/../..' }]],
    ['a link to nowhere', [config, { path: 'l', link: 'missing' }]],
    ['a file below a link', [config, { path: 'l', link: '..' }, { path: 'l/x', text: 'x' }]],
    ['a hard link', [config, { path: 'h', hardLink: '/etc/passwd' }]],
    ['the same path twice', [config, { path: 'a', text: '1' }, { path: './a', text: '2' }]],
    ['no configuration', [{ path: 'a', text: '1' }]],
    ['a configuration without command', [{ path: config.path, text: '{"command":[]}' }]],
    ['a working folder outside', [{ path: config.path, text: '{"command":["node"],"workingDir":"../.."}' }]],
  ]
  it.each(bad)('refuses %s and leaves nothing behind', async (_name, files) => {
    const stored = await put(files)
    expect(stored).toMatchObject({ ok: false })
    expect(existsSync(join(dataDir, 'images', 'sha256'))).toBe(false)
    expect(statSync(join(dataDir, 'images', '.incoming')).nlink).toBe(2)
  })

  it('reads no more into memory than names and times take', async () => {
    const text = '{"command":["node","x"]}'
    const header = { name: config.path, size: text.length, pax: { comment: 'x'.repeat(3 * 2 ** 20) } }
    const archives = [
      gzipSync(await packTar([{ header, body: text }])),
      gzipSync(Buffer.concat([await tarOf([config]), Buffer.alloc(3 * 2 ** 20)])),
    ]
    for (const archive of archives)
      expect(await createImageStore({ dataDir }).put(streamOf(archive))).toMatchObject({
        ok: false,
        error: { code: 'invalid-request', message: 'The archive holds too much that is no file' },
      })
    const whole = [config, { path: 'big', text: 'x'.repeat(3 * 2 ** 20) }, { path: 'small', text: 'x' }]
    expect(await put(whole)).toMatchObject({ ok: true })
  })

  it('says what is wrong with the size, the compression and a cut', async () => {
    expect(await put([config, { path: 'big', text: 'x'.repeat(5000) }], 100)).toMatchObject({
      ok: false,
      error: { code: 'too-large' },
    })
    const store = createImageStore({ dataDir })
    expect(await store.put(streamOf(Buffer.from('no gzip')))).toMatchObject({
      ok: false,
      error: { code: 'invalid-request' },
    })
    const whole = gzipSync(await tarOf([config, { path: 'a', text: 'x'.repeat(2000) }]))
    expect(await store.put(streamOf(whole.subarray(0, whole.length - 20)))).toMatchObject({
      ok: false,
      error: { code: 'invalid-request' },
    })
    expect(await store.put(streamOf(gzipSync(Buffer.alloc(700, 65))))).toMatchObject({
      ok: false,
      error: { code: 'invalid-request' },
    })
  })
})
