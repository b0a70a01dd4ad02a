// Runs the user's own npm, with its registry, proxy and certificate settings, whichever Node it runs under.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { capture, runQuietly, which } from './programs.mjs'
import { SetupError } from './progress.mjs'

/** Variables that belong to the npm command that started us, not to the one that we start. */
const ofTheOuterNpm =
  /^npm_(package_|lifecycle_|command$|node_execpath$|config_local_prefix$|config_global_prefix$)|^INIT_CWD$/

export function npmEnvironment(base = process.env) {
  return Object.fromEntries(Object.entries(base).filter(([name]) => !ofTheOuterNpm.test(name)))
}

/**
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: Record<string, string | undefined>, log: string, what: string, node?: string }} options
 */
export async function runNpm(args, { node = process.execPath, env, ...options }) {
  const cli = npmScript()
  // npm looks for its global settings beside the Node that runs it: another Node must not lose the company's registry and certificates.
  const globalconfig =
    env['npm_config_globalconfig'] ?? (await capture(process.execPath, [cli, 'config', 'get', 'globalconfig']))
  return runQuietly(node, [cli, ...args], { ...options, env: { ...env, npm_config_globalconfig: globalconfig } })
}

function npmScript() {
  const running = process.env['npm_execpath']
  if (running !== undefined && running.endsWith('npm-cli.js') && existsSync(running)) return running
  const beside = [dirname(which('npm') ?? ''), dirname(process.execPath)].flatMap((folder) => [
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ])
  const found = beside.find((file) => existsSync(file))
  if (found === undefined) throw new SetupError('npm is missing; it comes with Node: https://nodejs.org/en/download')
  return found
}
