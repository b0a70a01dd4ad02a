import { z } from 'zod'
import { parseJson } from '../parse-json.ts'
import { shellWord } from '../shell-word.ts'
import type { RepositoryLook } from './recognised.ts'

const namesSchema = z.record(z.string(), z.string()).default({})
const packageSchema = z.object({
  name: z.string().optional(),
  main: z.string().optional(),
  scripts: namesSchema,
  dependencies: namesSchema,
  devDependencies: namesSchema,
  workspaces: z.unknown().optional(),
  packageManager: z.string().optional(),
})
export type Package = z.output<typeof packageSchema>

/** Reads the package.json of a folder ('.' is the root). pnpm lists the packages of a monorepo in a file of its own. */
export function packageIn({ paths, texts }: RepositoryLook, folder = '.'): Package | undefined {
  const at = (file: string): string => (folder === '.' ? file : `${folder}/${file}`)
  const text = texts[at('package.json')]
  const about = text === undefined ? undefined : parseJson(text, packageSchema)
  return about === undefined || !paths.includes(at('pnpm-workspace.yaml')) ? about : { ...about, workspaces: true }
}

/**
 * How to call scripts, optionally of another folder: with npm, unless the scripts themselves call another package manager. That one is on the PATH
 * only of processes that it started itself.
 */
export function scriptCaller(packages: readonly Package[]): (script: string, folder?: string) => string {
  const scripts = scriptsOf(packages)
  if (callsBun.test(scripts))
    return (script, folder) =>
      `npx --yes bun ${folder === undefined ? '' : `--cwd ${shellWord(folder)} `}${script.startsWith('run ') ? '' : 'run '}${script}`
  const [program, option] = /\bpnpm\b/.test(scripts)
    ? [`npx --yes pnpm${pnpmRelease(packages)} --config.verify-deps-before-run=false`, '--dir']
    : /\byarn\b/.test(scripts)
      ? [yarnOf(packages), '--cwd']
      : ['npm', '--prefix']
  return (script, folder) =>
    folder === undefined ? `${program} ${script}` : `${program} ${option} ${shellWord(folder)} ${script}`
}

/** How to call the start script where the program runs. */
export function startCaller(about: Package): string {
  return callsBun.test(about.scripts['start'] ?? '') ? 'npx --yes bun run start' : 'npm start'
}

const callsBun = /\bbunx?\b/

function scriptsOf(packages: readonly Package[]): string {
  return packages.flatMap((about) => Object.values(about.scripts)).join('\n')
}

/** Any other release of pnpm would look for the named one by itself. */
function pnpmRelease(packages: readonly Package[]): string {
  const [release = ''] = packages.flatMap(({ packageManager }) => /^pnpm(@[^+]+)/.exec(packageManager ?? '')?.[1] ?? [])
  return release
}

/** Newer releases of Yarn have another package name, and need to be told to install where Node looks. */
function yarnOf(packages: readonly Package[]): string {
  const [release] = packages.flatMap(({ packageManager }) => /^yarn@([^+]+)/.exec(packageManager ?? '')?.[1] ?? [])
  return release === undefined || /^[01]\./.test(release)
    ? 'npx --yes yarn'
    : `YARN_NODE_LINKER=node-modules npx --yes --package @yarnpkg/cli-dist@${release} yarn`
}
