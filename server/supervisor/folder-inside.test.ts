import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderInside } from './folder-inside.ts'

let data: string
let root: string
let outside: string
beforeEach(() => {
  data = realpathSync(mkdtempSync(join(tmpdir(), 'lw-inside-')))
  root = join(data, 'root')
  outside = join(data, 'outside')
  for (const folder of [root, outside]) mkdirSync(folder)
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

describe('a folder inside of another', () => {
  it('is made where it is not there yet, and told where it really is', () => {
    expect(folderInside(root, join(root, 'a/b'))).toEqual({ path: join(root, 'a/b'), isNew: true })
    expect(folderInside(root, join(root, 'a/b'))).toEqual({ path: join(root, 'a/b'), isNew: false })
    symlinkSync(join(root, 'a'), join(root, 'short'))
    expect(folderInside(root, join(root, 'short/c'))).toEqual({ path: join(root, 'a/c'), isNew: true })
  })

  it('is nothing where a link leads out, and nothing is made there', () => {
    symlinkSync(outside, join(root, 'link'))
    expect(folderInside(root, join(root, 'link'))).toBeUndefined()
    expect(folderInside(root, join(root, 'link/new/deep'))).toBeUndefined()
    expect(existsSync(join(outside, 'new'))).toBe(false)
  })
})
