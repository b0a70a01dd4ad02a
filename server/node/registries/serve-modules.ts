import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateRawSync } from 'node:zlib'

export interface ServedModules {
  /** For CUE_REGISTRY. */
  readonly host: string
  /** What was asked for, without the host. */
  readonly asked: string[]
  close(): Promise<void>
}

/** A small OCI registry for tests: modules by `path@version`, and a status for what is refused. */
export async function serveModules(
  modules: Readonly<Record<string, Readonly<Record<string, string>> | number>>,
): Promise<ServedModules> {
  const asked: string[] = []
  const answers = new Map<string, Buffer | number>()
  for (const [name, files] of Object.entries(modules)) {
    const [path = '', version = ''] = name.split('@')
    if (typeof files === 'number') {
      answers.set(`/v2/${path}/manifests/${version}`, files)
      continue
    }
    const layers = [
      { mediaType: 'application/zip', bytes: zip(files) },
      { mediaType: 'application/vnd.cue.modulefile.v1', bytes: Buffer.from(files['cue.mod/module.cue'] ?? '') },
    ].map(({ mediaType, bytes }) => {
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
      answers.set(`/v2/${path}/blobs/${digest}`, bytes)
      return { mediaType, digest, size: bytes.length }
    })
    answers.set(`/v2/${path}/manifests/${version}`, Buffer.from(JSON.stringify({ schemaVersion: 2, layers })))
  }
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const answer = answers.get(url) ?? 404
    response.statusCode = typeof answer === 'number' ? answer : 200
    response.end(typeof answer === 'number' ? '{}' : answer)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** An archive of compressed files, as `cue mod publish` makes one; checksums are left out. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const [title, bytes, packed] = [Buffer.from(name), Buffer.from(text), deflateRawSync(text)]
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(title.length, 26)
    local.push(head, title, packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(bytes.length, 24)
    entry.writeUInt16LE(title.length, 28)
    entry.writeUInt32LE(at, 42)
    central.push(entry, title)
    at += 30 + title.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(Buffer.concat(central).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, ...central, end])
}
