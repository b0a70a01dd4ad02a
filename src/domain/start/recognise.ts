import { type Package, packageIn, scriptCaller, startCaller } from './package-json.ts'
import { pythonOf } from './python.ts'
import { reachedBy } from './reached-by.ts'
import type { Recognised, RepositoryLook, Sign } from './recognised.ts'
import { withSiblings } from './siblings.ts'

/** Files that make their folder an application; their texts are read, and those of `programFiles`. */
export const tellingFiles = /(^|\/)(package\.json|go\.mod|requirements\.txt|pyproject\.toml|Procfile)$/

// Third-party code, and code for tests, is no application.
const passedOver = /(^|\/)(\.[^/]+|node_modules|vendor|testdata|tests?|fixtures|examples?)(\/|$)/
const mostFolders = 50

const servers = ['express', 'fastify', 'koa', 'hono', '@hono/node-server', '@nestjs/core', 'next', 'polka', 'h3']
// Usual names of the file that starts a program, the likeliest first.
const programNames = ['server', 'app', 'main', 'index'].flatMap((name) => [name, `src/${name}`])
const programs = programNames.flatMap((name) => ['js', 'mjs', 'cjs'].map((ending) => `${name}.${ending}`))
const typedPrograms = programNames.map((name) => `${name}.ts`)
const listening = /\bListenAndServe|\bnet\.Listen\(|\bhttp\.Serve|\.Listen\(|\bgin\.(Default|New)\(/
const goPrograms = ['server', 'api', 'web', 'app', 'service']
// Start scripts that only serve a site during development.
const developing =
  /^(vite|serve|http-server|live-server|parcel|react-scripts|gatsby|docusaurus|eleventy|astro|ng|vue-cli-service|webpack)\b/
// Output folders of tools that do not build into `dist`.
const builtFolders = [
  ['react-scripts', 'build'],
  ['@docusaurus/core', 'build'],
  ['@sveltejs/kit', 'build'],
  ['gatsby', 'public'],
  ['@11ty/eleventy', '_site'],
  ['next', 'out'],
] as const
const imageFile = /^(Dockerfile|Containerfile)$/
const otherKinds =
  /^(Dockerfile|Containerfile|pom\.xml|build\.gradle(\.kts)?|Cargo\.toml|Gemfile|composer\.json|pyproject\.toml|requirements\.txt|deno\.jsonc?|[^/]+\.(csproj|sln))$/
const hugoFile = /^hugo\.(toml|ya?ml|json)$/
const hugoFolders = /^(archetypes|layouts|themes)\//
const siteFolders = ['public', 'site', 'static', 'docs', 'www']

/** Recognises the applications of a repository by its files: always the root first, then every recognised folder (at most 50). */
export function recognise({ paths, texts }: RepositoryLook): readonly [Recognised, ...Recognised[]] {
  const root = { folder: '.', ...inWhole({ paths, texts }) }
  const folders = new Set(
    paths
      .filter((path) => tellingFiles.test(path) && path.includes('/'))
      .map((path) => path.slice(0, path.lastIndexOf('/'))),
  )
  const looked = [...folders].filter((folder) => !passedOver.test(folder)).slice(0, mostFolders)
  const found = looked.map((folder): Recognised => {
    const prefix = `${folder}/`
    const below = (path: string): string[] => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])
    const { signs, ...rest } = inFolder({
      paths: paths.flatMap(below),
      texts: Object.fromEntries(
        Object.entries(texts).flatMap(([path, text]) => below(path).map((file) => [file, text])),
      ),
    })
    return { folder, ...rest, signs: signs.map((sign) => ({ ...sign, file: prefix + sign.file })) }
  })
  return [
    { ...root, ...reachedBy(root, { paths, texts }) },
    ...found
      .filter((one) => one.kind !== undefined && !isLibrary(one, { paths, texts }, looked))
      .toSorted((a, b) => a.folder.localeCompare(b.folder))
      .map((application) => withSiblings(application, { paths, texts }))
      .map((application) => ({ ...application, ...reachedBy(application, { paths, texts }) })),
  ]
}

/** A package that is only built, and has no page, is for the packages that depend on it. */
function isLibrary({ folder, kind, signs }: Recognised, look: RepositoryLook, folders: readonly string[]): boolean {
  const name = packageIn(look, folder)?.name
  if (kind !== 'static-site' || signs.some(({ what }) => what === 'index-page') || name === undefined) return false
  return folders.some((other) => {
    const { dependencies = {}, devDependencies = {} } = packageIn(look, other) ?? {}
    return name in dependencies || name in devDependencies
  })
}

/**
 * A whole repository is what its root looks like, or else a service if a file looks like a program. In a subfolder, such a file may just as well
 * belong to a library.
 */
function inWhole(look: RepositoryLook): Omit<Recognised, 'folder'> {
  const found = inFolder(look)
  const about = packageIn(look)
  if (found.kind !== undefined || about?.workspaces !== undefined) return found
  const program = programOf(look.paths, about)
  if (program === undefined) return found
  const tests = about === undefined ? {} : testsOf(about)
  return { ...found, kind: 'node-service', signs: program.signs, parameters: { ...tests, ...program.parameters } }
}

/** Adds a sign if a recognised application has a Dockerfile, because that file is ignored. */
function inFolder(look: RepositoryLook): Omit<Recognised, 'folder'> {
  const found = kindIn(look)
  const file = found.kind === undefined ? undefined : look.paths.find((path) => imageFile.test(path))
  return file === undefined ? found : { ...found, signs: [...found.signs, { file, what: 'image' }] }
}

/** Go is recognised by `go.mod`, a Node service by how it starts, Python by its program, a site by its page. */
function kindIn(look: RepositoryLook): Omit<Recognised, 'folder'> {
  const { paths } = look
  if (paths.includes('go.mod')) {
    const hasTests = paths.some((path) => path.endsWith('_test.go'))
    const programs = goProgramsOf(paths)
    const parameters = goMainOf(programs, look)
    return { kind: 'go-service', signs: [{ file: 'go.mod', what: 'go-module' }], parameters, programs, hasTests }
  }
  const about = packageIn(look)
  const tests = about === undefined ? {} : testsOf(about)
  const hasTests = 'testCommand' in tests || paths.some((path) => /(^|\/)[^/]+\.test\.[cm]?js$/.test(path))
  const service = about === undefined ? undefined : serviceOf(paths, about)
  if (service !== undefined)
    return {
      kind: 'node-service',
      signs: service.signs,
      parameters: { ...tests, ...service.parameters },
      hasTests,
    }
  const python = pythonOf(look)
  if (python !== undefined) return python
  const site = siteOf(paths, about)
  return site === undefined
    ? { kind: undefined, signs: otherKindOf(paths), parameters: {}, hasTests }
    : { kind: 'static-site', signs: site.signs, parameters: { ...tests, ...site.parameters }, hasTests }
}

/** Signs that a repository is delivered in a way that no kind covers. */
function otherKindOf(paths: readonly string[]): readonly Sign[] {
  const file = paths.find((path) => otherKinds.test(path))
  return file === undefined ? [] : [{ file, what: 'other-kind' }]
}

/** The folders with a `main.go`, and all folders directly below `cmd`, as is usual in Go projects; nested modules are separate. */
function goProgramsOf(paths: readonly string[]): readonly string[] {
  const modules = paths.flatMap((path) => (path.endsWith('/go.mod') ? [path.slice(0, -'go.mod'.length)] : []))
  const folders = paths
    .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
    .filter((path) => !passedOver.test(path) && !modules.some((module) => path.startsWith(module)))
    .flatMap((path) => {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
      return path === 'main.go' || path.endsWith('/main.go') || /^cmd\/[^/]+$/.test(folder) ? [folder] : []
    })
  return [...new Set(folders)].toSorted().map((folder) => (folder === '' ? '.' : `./${folder}`))
}

/** The program at the root, the only one, or the one with the usual name of a service; otherwise a person has to choose. */
function goMainOf(programs: readonly string[], { texts }: RepositoryLook): Readonly<Record<string, string>> {
  if (programs.includes('.')) return {}
  const usual = goPrograms.map((name) => programs.find((program) => program === `./cmd/${name}`))
  const serving = programs.filter((program) => listening.test(texts[`${program.slice(2)}/main.go`] ?? ''))
  const [only] =
    [programs, usual.filter((program) => program !== undefined), serving].find((some, index) =>
      index === 1 ? some.length > 0 : some.length === 1,
    ) ?? []
  return only === undefined ? {} : { mainPackage: only }
}

/** The test script that `npm init` writes only fails. */
function testsOf(about: Package): Readonly<Record<string, string>> {
  const { test } = about.scripts
  return test === undefined || test.includes('no test specified') ? {} : { testCommand: scriptCaller([about])('test') }
}

interface Found {
  readonly signs: readonly Sign[]
  readonly parameters: Readonly<Record<string, string>>
}

/** A long-running program: a start script, or a server among its dependencies. */
function serviceOf(paths: readonly string[], about: Package): Found | undefined {
  const { scripts, dependencies, workspaces } = about
  const { start, build } = scripts
  // A script that builds all packages of a monorepo does not belong to one program.
  const built: Readonly<Record<string, string>> =
    build === undefined || workspaces !== undefined ? {} : { buildCommand: scriptCaller([about])('run build') }
  const isServer = servers.some((name) => name in dependencies)
  const serverSigns: readonly Sign[] = isServer ? [{ file: 'package.json', what: 'server-import' }] : []
  if (start !== undefined && !developing.test(start)) {
    const isPlain = /^node(\s|$)/.test(start)
    return {
      signs: [{ file: 'package.json', what: 'start-script' }, ...serverSigns],
      parameters: { ...built, ...(isPlain ? {} : { startCommand: startCaller(about) }) },
    }
  }
  if (!isServer) return undefined
  const program = programOf(paths, about)
  if (program === undefined) return undefined
  return { signs: [...program.signs, ...serverSigns], parameters: { ...built, ...program.parameters } }
}

/** The `main` file of package.json, if it exists or gets built; or else a file with the usual name of a program. */
function programOf(paths: readonly string[], about: Package | undefined): Found | undefined {
  const main = about?.main?.replace(/^\.\//, '').replace(/\/$/, '')
  // Node also finds it without its extension; `npm init` names a file that may not exist.
  const isThere = ['', '.js', '/index.js'].some((ending) => paths.includes(`${main}${ending}`))
  if (main !== undefined && (isThere || about?.scripts['build'] !== undefined))
    return { signs: [{ file: 'package.json', what: 'main' }], parameters: {} }
  const file = programs.find((program) => paths.includes(program))
  if (file !== undefined) return { signs: [{ file, what: 'program' }], parameters: { startCommand: `node ${file}` } }
  const runsTypes = about !== undefined && ('tsx' in about.dependencies || 'tsx' in about.devDependencies)
  const typed = runsTypes ? typedPrograms.find((program) => paths.includes(program)) : undefined
  return typed === undefined
    ? undefined
    : { signs: [{ file: typed, what: 'program' }], parameters: { startCommand: `npx tsx ${typed}` } }
}

/** A page to serve as it is, or a script that builds one. */
function siteOf(paths: readonly string[], about: Package | undefined): Found | undefined {
  const generated = hugoSite(paths) ?? pythonSite(paths) ?? rubySite(paths)
  if (generated !== undefined && about?.scripts['build'] === undefined) return generated
  // A script that builds all packages of a monorepo is no site.
  if (about?.scripts['build'] !== undefined && about.workspaces === undefined) {
    const page = paths.find((path) => /(^|\/)index\.html$/.test(path))
    const { dependencies, devDependencies } = about
    const [, folder = generated?.parameters['siteDirectory'] ?? 'dist'] =
      builtFolders.find(([tool]) => tool in dependencies || tool in devDependencies) ?? []
    return {
      signs: [
        { file: 'package.json', what: 'build-script' },
        ...(page === undefined ? [] : [{ file: page, what: 'index-page' } as const]),
      ],
      parameters: { buildCommand: scriptCaller([about])('run build'), siteDirectory: folder },
    }
  }
  const folder = paths.includes('index.html')
    ? '.'
    : siteFolders.find((candidate) => paths.includes(`${candidate}/index.html`))
  if (folder === undefined) return undefined
  const page = folder === '.' ? 'index.html' : `${folder}/index.html`
  return { signs: [{ file: page, what: 'index-page' }], parameters: { siteDirectory: folder } }
}

function hugoSite(paths: readonly string[]): Found | undefined {
  const own = paths.find((path) => hugoFile.test(path))
  const older = paths.some((path) => hugoFolders.test(path)) && paths.some((path) => path.startsWith('content/'))
  const file = own ?? (older ? paths.find((path) => /^config\.(toml|ya?ml)$/.test(path)) : undefined)
  return file === undefined ? undefined : siteBy('hugo', file, 'hugo --minify', 'public')
}

/** Installs MkDocs with the packages that the site requires into a folder beside it. */
function pythonSite(paths: readonly string[]): Found | undefined {
  const file = paths.find((path) => /^mkdocs\.ya?ml$/.test(path))
  if (file === undefined) return undefined
  const list = ['requirements.txt', 'docs/requirements.txt'].find((path) => paths.includes(path))
  const install = `.mkdocs/bin/pip install mkdocs${list === undefined ? '' : ` -r ${list}`}`
  return siteBy('mkdocs', file, `python3 -m venv .mkdocs && ${install} && .mkdocs/bin/mkdocs build`, 'site')
}

/** Bundler must install beside the site too: a sandbox cannot write to the machine's packages. */
function rubySite(paths: readonly string[]): Found | undefined {
  const file = paths.find((path) => /^_config\.ya?ml$/.test(path))
  const isBundled = paths.includes('Gemfile')
  if (file === undefined || !(isBundled || paths.some((path) => /^_(posts|layouts|includes)\//.test(path))))
    return undefined
  const build = isBundled ? 'export BUNDLE_PATH=.bundle && bundle install && bundle exec jekyll build' : 'jekyll build'
  return siteBy('jekyll', file, build, '_site')
}

function siteBy(what: Sign['what'], file: string, buildCommand: string, siteDirectory: string): Found {
  return { signs: [{ file, what }], parameters: { buildCommand, siteDirectory } }
}
