import { z } from 'zod'
import { parseJson } from '../parse-json.ts'
import { shellWord } from '../shell-word.ts'
import type { Recognised, RepositoryLook } from './recognised.ts'

const namesSchema = z.record(z.string(), z.string()).default({})
const packageSchema = z.object({
  name: z.string().optional(),
  main: z.string().optional(),
  scripts: namesSchema,
  dependencies: namesSchema,
  devDependencies: namesSchema,
  workspaces: z.unknown().optional(),
})
type Package = z.infer<typeof packageSchema>

/**
 * A package of a monorepo that takes from its siblings cannot be installed by itself: it is built and packed where the whole repository is, by
 * commands that lead into its folder. Any other one stays as it is.
 */
export function withSiblings(application: Recognised, { paths, texts }: RepositoryLook): Recognised {
  const { folder, kind, signs, parameters } = application
  const root = packageIn(texts, '.')
  const isMonorepo = root?.workspaces !== undefined || paths.includes('pnpm-workspace.yaml')
  const own = packageIn(texts, folder)
  if (!isMonorepo || own === undefined || (kind !== 'node-service' && kind !== 'static-site')) return application
  // What starts a program is cut at its blanks and no shell reads it, so there is no word for such a folder.
  if (kind === 'node-service' && /\s/.test(folder)) return application
  const packages = packagesByName(texts)
  const siblings = siblingsOf(own, packages, new Set([folder]))
  const [last] = siblings.slice(-1)
  if (last === undefined) return application
  const builds = [
    ...siblings.flatMap(({ folder: at, about }) =>
      about.scripts['build'] === undefined ? [] : [npmIn(at, 'run build')],
    ),
    ...('buildCommand' in parameters ? [npmIn(folder, 'run build')] : []),
  ]
  const install = installIn(paths)
  const { siteDirectory } = parameters
  return {
    ...application,
    signs: [...signs, { file: `${last.folder}/package.json`, what: 'sibling' }],
    parameters: {
      pathToSource: '.',
      ...(install === undefined ? {} : { installCommand: install }),
      // What the root builds with is there for knowing the order.
      ...(root?.scripts['build'] === undefined
        ? builds.length === 0
          ? {}
          : { buildCommand: builds.join(' && ') }
        : { buildCommand: 'npm run build' }),
      ...('testCommand' in parameters ? { testCommand: npmIn(folder, 'test') } : {}),
      ...(kind === 'node-service' ? { startCommand: startIn(folder, own, parameters['startCommand']) } : {}),
      ...(siteDirectory === undefined
        ? {}
        : { siteDirectory: siteDirectory === '.' ? folder : `${folder}/${siteDirectory}` }),
    },
  }
}

interface Sibling {
  readonly folder: string
  readonly about: Package
}

/** What a package takes from its repository, directly or not: each before what takes from it. */
function siblingsOf(about: Package, packages: ReadonlyMap<string, Sibling>, seen: Set<string>): readonly Sibling[] {
  return Object.keys({ ...about.dependencies, ...about.devDependencies }).flatMap((name): readonly Sibling[] => {
    const sibling = packages.get(name)
    if (sibling === undefined || seen.has(sibling.folder)) return []
    seen.add(sibling.folder)
    return [...siblingsOf(sibling.about, packages, seen), sibling]
  })
}

function packagesByName(texts: RepositoryLook['texts']): ReadonlyMap<string, Sibling> {
  return new Map(
    Object.keys(texts).flatMap((path) => {
      const folder = path.endsWith('/package.json') ? path.slice(0, -'/package.json'.length) : undefined
      if (folder === undefined || /(^|\/)node_modules\//.test(path)) return []
      const about = packageIn(texts, folder)
      return about?.name === undefined ? [] : [[about.name, { folder, about }] as const]
    }),
  )
}

function packageIn(texts: RepositoryLook['texts'], folder: string): Package | undefined {
  const text = texts[folder === '.' ? 'package.json' : `${folder}/package.json`]
  return text === undefined ? undefined : parseJson(text, packageSchema)
}

/** How the whole is installed, where the lock file of npm does not tell: what the root itself depends on says nothing of its packages. */
function installIn(paths: readonly string[]): string | undefined {
  if (paths.includes('package-lock.json') || paths.includes('npm-shrinkwrap.json')) return undefined
  const isLocked = (file: string): string => (paths.includes(file) ? ' --frozen-lockfile' : '')
  // What pnpm links would not be found in an image.
  if (paths.includes('pnpm-workspace.yaml'))
    return `npx --yes pnpm install${isLocked('pnpm-lock.yaml')} --config.node-linker=hoisted`
  if (paths.includes('yarn.lock')) return 'npx --yes yarn install --frozen-lockfile'
  return 'npm install --no-audit --no-fund --no-package-lock'
}

function npmIn(folder: string, command: string): string {
  return `npm --prefix ${shellWord(folder)} ${command}`
}

function startIn(folder: string, { scripts }: Package, command: string | undefined): string {
  if (command === undefined || command === 'npm start')
    return scripts['start'] === undefined ? `node ${folder}` : `npm --prefix ${folder} start`
  return command.replace(/^node /, `node ${folder}/`)
}
