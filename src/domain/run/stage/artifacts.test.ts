import { describe, expect, it } from 'vitest'
import { artifactPaths, holdsCredentials, isArtifact } from './artifacts.ts'

const pathsOf = (...paths: readonly string[]) =>
  artifactPaths({ spec: { stages: [], artifacts: paths.map((path) => ({ path })) } })

describe('artifacts of a run', () => {
  it('are what stands below the named paths', () => {
    const paths = pathsOf('api/staging/dist', './reports//junit.xml')
    expect(paths).toEqual(['api/staging/dist', 'reports/junit.xml'])
    expect(isArtifact(paths, 'api/staging/dist/app.js')).toBe(true)
    expect(isArtifact(paths, 'reports/junit.xml')).toBe(true)
    expect(isArtifact(paths, 'api/staging/dist-old/app.js')).toBe(false)
  })

  it.each(['./', '.', ''])('are everything for "%s"', (path) => {
    expect(isArtifact(pathsOf(path), 'any/file.txt')).toBe(true)
  })

  it('never lead out of the workspace', () => {
    expect(pathsOf('../other', 'a/../../b')).toEqual([])
  })

  it.each([
    'app/.env',
    'app/.env.production',
    '.npmrc',
    '.git/config',
    'home/.docker/config.json',
    'deploy/id_ed25519',
    'tls/server.key',
    'infra/terraform.tfstate',
    'credentials.json',
  ])('leave out %s, which holds credentials', (file) => {
    expect(holdsCredentials(file)).toBe(true)
    expect(isArtifact(pathsOf('./'), file)).toBe(false)
  })

  it.each(['src/env.ts', 'docs/keys.md', 'report/index.html', 'package.json'])('keep %s', (file) => {
    expect(isArtifact(pathsOf('./'), file)).toBe(true)
  })
})
