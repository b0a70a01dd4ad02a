// Builds the web app and compresses what it consists of, so that the server only has to hand out files.
import { readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { buildIfChanged } from './fingerprint.mjs'
import { lockDigest } from './packages.mjs'
import { withNode } from './node24.mjs'
import { root, runQuietly } from './programs.mjs'
import { step } from './progress.mjs'

const compress = promisify(brotliCompress)
const sources = ['index.html', 'vite.config.ts', 'public', 'src']
// The demo carries the API, the sample and the kernel with it.
const demoSources = [...sources, 'mocks', 'server', 'compiler', 'adapters', 'templates', 'samples']

export function provideWeb(node) {
  return build(node, { name: 'web', title: 'Building the workbench', folder: 'dist', inputs: sources, args: [] })
}

export function provideDemo(node) {
  return build(node, {
    name: 'demo',
    title: 'Building the demo',
    folder: 'dist-demo',
    inputs: demoSources,
    args: ['--mode', 'demo', '--outDir', 'dist-demo'],
  })
}

function build(node, { name, title, folder, inputs, args }) {
  return buildIfChanged({
    name,
    inputs,
    outputs: [`${folder}/index.html`],
    also: lockDigest(),
    build: () =>
      step(title, async () => {
        const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
        await runQuietly(node, [vite, 'build', '--emptyOutDir', ...args], {
          log: name,
          env: withNode(node),
          what: title,
        })
        await compressAll(join(root, folder))
      }),
  })
}

async function compressAll(folder) {
  const files = (await readdir(folder, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && /\.(js|mjs|css|html|svg|json|wasm|webmanifest|ttf|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  const queue = files.values()
  await Promise.all(Array.from({ length: 4 }, () => compressFrom(queue)))
}

async function compressFrom(queue) {
  for (const file of queue) {
    const { size } = await stat(file)
    if (size < 1024) continue
    const bytes = await readFile(file)
    // The last steps of quality cost many times the time; large files (Monaco, and even more the kernel) gain little from them.
    const quality = size > 8_000_000 ? 6 : size > 1_500_000 ? 9 : constants.BROTLI_MAX_QUALITY
    const small = await compress(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: size },
    })
    if (small.length < size) await writeFile(`${file}.br`, small)
    else await unlink(`${file}.br`).catch(() => {})
  }
}
