import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { strToU8, zipSync } from 'fflate'
import { digestOf } from './oci-registry.ts'

export interface ServedModules {
  /** For CUE_REGISTRY. */
  readonly host: string
  /** The paths requested so far. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Serves a small OCI registry for tests: modules by `path@version`, and the status for refused paths. */
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
      { mediaType: 'application/zip', bytes: Buffer.from(zipped(files)) },
      { mediaType: 'application/vnd.cue.modulefile.v1', bytes: Buffer.from(files['cue.mod/module.cue'] ?? '') },
    ].map(({ mediaType, bytes }) => {
      const digest = digestOf(bytes)
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

/** Makes an archive like `cue mod publish`. */
function zipped(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}
