import { expect, it } from 'vitest'
import { recognise } from './recognise.ts'

const api = {
  name: '@acme/api',
  scripts: { start: 'node server.js', test: 'node --test' },
  dependencies: { '@acme/words': '*', express: '^5' },
}
const monorepo = {
  'package.json': '{"workspaces":["packages/*"]}',
  'package-lock.json': '{}',
  'packages/api/package.json': JSON.stringify(api),
  'packages/words/package.json': '{"name":"@acme/words","scripts":{"build":"tsc"},"dependencies":{"@acme/base":"*"}}',
  'packages/base/package.json': '{"name":"@acme/base","scripts":{"build":"tsc"},"dependencies":{"@acme/words":"*"}}',
}

function found(files: Readonly<Record<string, string>>, folder: string) {
  return recognise({ paths: Object.keys(files), texts: files }).find((one) => one.folder === folder)
}

it('a package that takes from its siblings is built with them, where the whole repository is', () => {
  expect(found(monorepo, 'packages/api')).toMatchObject({
    signs: [
      { file: 'packages/api/package.json', what: 'start-script' },
      { file: 'packages/api/package.json', what: 'server-import' },
      { file: 'packages/words/package.json', what: 'sibling' },
    ],
    parameters: {
      pathToSource: '.',
      pathToPackage: 'packages/api',
      buildCommand: 'npm --prefix packages/base run build && npm --prefix packages/words run build',
      testCommand: 'npm --prefix packages/api test',
      startCommand: 'npm --prefix packages/api start',
    },
  })
  expect(found(monorepo, 'packages/api')?.parameters).not.toHaveProperty('installCommand')
})

it('the root builds them where it can', () => {
  const files = { ...monorepo, 'package.json': '{"workspaces":["packages/*"],"scripts":{"build":"turbo build"}}' }
  expect(found(files, 'packages/api')?.parameters['buildCommand']).toBe('npm run build')
})

it('is called by the program that its scripts call', () => {
  const called = (root: object) => {
    const files = { ...monorepo, 'package.json': JSON.stringify(root), 'pnpm-workspace.yaml': '' }
    const { buildCommand, testCommand, startCommand } = found(files, 'packages/api')?.parameters ?? {}
    return [buildCommand, testCommand, startCommand]
  }
  expect(called({ scripts: { build: 'pnpm -r build' } })).toEqual([
    'npx --yes pnpm --config.verify-deps-before-run=false run build',
    'npx --yes pnpm --config.verify-deps-before-run=false --dir packages/api test',
    'npm --prefix packages/api start',
  ])
  expect(called({ scripts: { lint: 'yarn eslint' } }).slice(0, 2)).toEqual([
    'npx --yes yarn --cwd packages/base run build && npx --yes yarn --cwd packages/words run build',
    'npx --yes yarn --cwd packages/api test',
  ])
})

it('a package that others take from is offered where there is a page to serve', () => {
  const folders = (files: Readonly<Record<string, string>>) =>
    recognise({ paths: Object.keys(files), texts: files }).map(({ folder }) => folder)
  expect(folders(monorepo)).toEqual(['.', 'packages/api'])
  expect(folders({ ...monorepo, 'packages/words/index.html': '' })).toEqual(['.', 'packages/api', 'packages/words'])
})

it('a site of such a repository lies below its package', () => {
  const web = '{"scripts":{"build":"vite build"},"dependencies":{"@acme/base":"workspace:*"}}'
  const files = { ...monorepo, 'apps/web/package.json': web, 'apps/web/index.html': '' }
  expect(found(files, 'apps/web')).toMatchObject({
    kind: 'static-site',
    parameters: {
      pathToSource: '.',
      siteDirectory: 'apps/web/dist',
      buildCommand:
        'npm --prefix packages/words run build && npm --prefix packages/base run build && npm --prefix apps/web run build',
    },
  })
})

it('a program without a start script is named from the root', () => {
  const start = (about: object, file: string) =>
    found(
      { ...monorepo, 'packages/api/package.json': JSON.stringify({ ...api, scripts: {}, ...about }), [file]: '' },
      'packages/api',
    )?.parameters['startCommand']
  expect(start({}, 'packages/api/src/server.js')).toBe('node packages/api/src/server.js')
  expect(start({ main: 'lib/run.js' }, 'packages/api/lib/run.js')).toBe('node packages/api')
})

it('folders are words of a shell, whatever they are called', () => {
  const files = {
    ...monorepo,
    "packages/o'words/package.json": '{"name":"@acme/odd","scripts":{"build":"tsc"}}',
    'apps/my web/package.json': '{"scripts":{"build":"vite build"},"dependencies":{"@acme/odd":"*"}}',
    'apps/my api/package.json': '{"scripts":{"start":"node server.js"},"dependencies":{"@acme/odd":"*"}}',
  }
  expect(found(files, 'apps/my web')?.parameters['buildCommand']).toBe(
    `npm --prefix 'packages/o'\\''words' run build && npm --prefix 'apps/my web' run build`,
  )
  // Start commands are not run by a shell, so this folder cannot be quoted and stays as it was.
  expect(found(files, 'apps/my api')?.parameters).toEqual({})
})

it('a package that needs none of them stays by itself', () => {
  const alone = { ...monorepo, 'packages/api/package.json': JSON.stringify({ ...api, dependencies: { express: '*' } }) }
  expect(found(alone, 'packages/api')?.parameters).not.toHaveProperty('pathToSource')
  const { 'package.json': root, ...apart } = monorepo
  expect(root).toBeDefined()
  expect(found(apart, 'packages/api')?.parameters).not.toHaveProperty('pathToSource')
})
