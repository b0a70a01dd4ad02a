import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// A guard that is set up wrongly finds nothing and looks like a clean tree. So both get a small tree with violations planted.
const root = fileURLToPath(new URL('..', import.meta.url))
const configs = [
  '.oxlintrc.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.core.json',
  'tsconfig.web.json',
  'tsconfig.server.json',
  'tsconfig.mocks.json',
]
const planted: Readonly<Record<string, string>> = {
  'src/domain/good.ts': `import { z } from 'zod'\nexport const good = z.string()\n`,
  'src/contract/good.ts': `import { good } from '#domain/good.ts'\nexport const also = good\n`,
  'src/domain/upwards.ts': `import type { also } from '#contract/good.ts'\nexport type Upwards = typeof also\n`,
  'src/domain/page.ts': `export const page = window.location\n`,
  'src/domain/library.ts': `export { useState } from 'react'\n`,
  'src/domain/adapters/same-name.ts': `import { good } from '#domain/good.ts'\nexport const fine = good\n`,
  'src/ui/knows.ts': `import { good } from '#domain/good.ts'\nexport const knows = good\n`,
  'src/ui/process.ts': `export const home = process.env\n`,
  'src/features/one/one.ts': `import { two } from '#features/two/two.ts'\nexport const one = two\n`,
  'src/features/two/two.ts': `import { node } from '#server/node/node.ts'\nexport const two = [node, fetch('/x')]\n`,
  'server/portable.ts': `import { node } from './node/node.ts'\nexport const portable = node\n`,
  'server/files.ts': `import { readFile } from 'node:fs/promises'\nexport const files = readFile\n`,
  'server/node/node.ts': `export const node: any = 1\n`,
  'server/supervisor/up.ts': `import { portable } from '../portable.ts'\nexport const up = portable\n`,
  'src/domain/first.ts': `import { second } from './second.ts'\nexport const first = (): unknown => second\n`,
  'src/domain/second.ts': `import { first } from './first.ts'\nexport const second = (): unknown => first\n`,
}
let tree: string

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'linewright-guards-'))
  for (const name of configs) copyFileSync(join(root, name), join(tree, name))
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
})
afterAll(() => rmSync(tree, { recursive: true }))

function run(script: string, ...args: readonly string[]): string {
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: tree,
    encoding: 'utf8',
  })
  return stdout
}

describe('the guards of the import directions', () => {
  it('find what the linter must find, and nothing in files that keep to the rules', () => {
    const lines = run('oxlint/bin/oxlint', '-f', 'unix', 'src', 'server').split('\n')
    const found = (path: string): string => lines.filter((line) => line.startsWith(`${path}:`)).join(' ')
    expect(found('src/domain/upwards.ts')).toContain('boundaries')
    expect(found('src/ui/knows.ts')).toContain('boundaries')
    expect(found('src/features/one/one.ts')).toContain('boundaries')
    expect(found('src/features/two/two.ts')).toMatch(
      /boundaries.*no-restricted-globals|no-restricted-globals.*boundaries/,
    )
    expect(found('server/portable.ts')).toContain('boundaries')
    expect(found('server/supervisor/up.ts')).toContain('boundaries')
    expect(found('src/domain/library.ts')).toContain('no-restricted-imports')
    expect(found('server/node/node.ts')).toContain('no-explicit-any')
    expect(found('src/domain/first.ts')).toContain('no-cycle')
    for (const fine of ['src/domain/good.ts', 'src/contract/good.ts', 'src/domain/adapters/same-name.ts'])
      expect(found(fine)).toBe('')
  })

  it('find what the environments do not have', () => {
    const errors = (project: string): string =>
      run('typescript/bin/tsc', '-p', project, '--noEmit', '--pretty', 'false')
    expect(errors('tsconfig.core.json')).toContain('src/domain/page.ts')
    expect(errors('tsconfig.web.json')).toContain('src/ui/process.ts')
    expect(errors('tsconfig.server.json')).toMatch(/server\/files\.ts[^]*server\/portable\.ts/)
  })
})
