import { type Package, packageIn, scriptCaller } from './package-json.ts'
import type { Recognised, RepositoryLook } from './recognised.ts'

/**
 * A package of a monorepo that depends on its siblings cannot be installed alone: it is built and packed from the whole repository, with commands
 * that point into its folder. Other packages stay as they are.
 */
export function withSiblings(application: Recognised, look: RepositoryLook): Recognised {
  const { folder, kind, signs, parameters } = application
  const root = packageIn(look)
  const own = packageIn(look, folder)
  if (root?.workspaces === undefined || own === undefined) return application
  if (kind !== 'node-service' && kind !== 'static-site') return application
  // Start commands are split at blanks and run without a shell, so such a folder cannot be written there.
  if (kind === 'node-service' && /\s/.test(folder)) return application
  const packages = packagesByName(look)
  const siblings = siblingsOf(own, packages, new Set([folder]))
  const [last] = siblings.slice(-1)
  if (last === undefined) return application
  const call = scriptCaller([root, ...[...packages.values()].map(({ about }) => about)])
  const builds = [
    ...siblings.flatMap(({ folder: at, about }) =>
      about.scripts['build'] === undefined ? [] : [call('run build', at)],
    ),
    ...('buildCommand' in parameters ? [call('run build', folder)] : []),
  ]
  // The root's build script knows the order of packages.
  const build = root.scripts['build'] === undefined ? builds.join(' && ') : call('run build')
  const { siteDirectory } = parameters
  return {
    ...application,
    signs: [...signs, { file: `${last.folder}/package.json`, what: 'sibling' }],
    parameters: {
      pathToSource: '.',
      ...(build === '' ? {} : { buildCommand: build }),
      ...('testCommand' in parameters ? { testCommand: call('test', folder) } : {}),
      ...(kind === 'node-service'
        ? { pathToPackage: folder, startCommand: startIn(folder, own, parameters['startCommand']) }
        : {}),
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

/** The packages of the repository that a package depends on, directly or not, dependencies first. */
function siblingsOf(about: Package, packages: ReadonlyMap<string, Sibling>, seen: Set<string>): readonly Sibling[] {
  return Object.keys({ ...about.dependencies, ...about.devDependencies }).flatMap((name): readonly Sibling[] => {
    const sibling = packages.get(name)
    if (sibling === undefined || seen.has(sibling.folder)) return []
    seen.add(sibling.folder)
    return [...siblingsOf(sibling.about, packages, seen), sibling]
  })
}

function packagesByName(look: RepositoryLook): ReadonlyMap<string, Sibling> {
  return new Map(
    Object.keys(look.texts).flatMap((path) => {
      const folder = path.endsWith('/package.json') ? path.slice(0, -'/package.json'.length) : undefined
      if (folder === undefined || /(^|\/)node_modules\//.test(path)) return []
      const about = packageIn(look, folder)
      return about?.name === undefined ? [] : [[about.name, { folder, about }] as const]
    }),
  )
}

function startIn(folder: string, { scripts }: Package, command: string | undefined): string {
  if (command === undefined || command === 'npm start')
    return scripts['start'] === undefined ? `node ${folder}` : `npm --prefix ${folder} start`
  return command.replace(/^node /, `node ${folder}/`)
}
