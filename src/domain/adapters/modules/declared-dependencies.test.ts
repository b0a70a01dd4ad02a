import { describe, expect, it } from 'vitest'
import { compareVersions, dependenciesIn } from './declared-dependencies.ts'

describe('what a module declares for the registry of CUE', () => {
  it('is read in the form that CUE writes, with lines', () => {
    const text = `module: "shop.example/adapters@v0"
language: version: "v0.9.0"
// deps: "not.example/this@v0": v: "v0.0.1"
deps: {
	"base.example/lib@v1": {
		v:       "v1.2.3"
		default: true
	}
	"other.example/types@v0": v: "v0.4.0-rc.1"
}
custom: "vendor.example/x": {v: "v9"}
`
    expect(dependenciesIn(text)).toEqual([
      { path: 'base.example/lib', version: 'v1.2.3', isDefault: true, line: 5, column: 2 },
      { path: 'other.example/types', version: 'v0.4.0-rc.1', isDefault: false, line: 9, column: 2 },
    ])
  })

  it('is read where it stands on one line, or with the version last', () => {
    const text =
      'module: "a.example/b"\ndeps: "base.example/lib@v1": {default: true, v: "v1.0.0"}\nlanguage: version: "v0.9.0"\n'
    expect(dependenciesIn(text)).toEqual([
      { path: 'base.example/lib', version: 'v1.0.0', isDefault: true, line: 2, column: 7 },
    ])
  })

  it('is nothing where there is none', () => {
    expect(dependenciesIn('module: "a.example/b"\n')).toEqual([])
  })
})

describe('versions', () => {
  it('are in the order of semantic versioning', () => {
    const versions = ['v1.10.0', 'v1.9.0', 'v1.10.0-rc.2', 'v1.10.0-rc.10', 'v0.20.0', 'v1.10.0-alpha', 'v1.10.0-rc']
    expect(versions.toSorted(compareVersions)).toEqual([
      'v0.20.0',
      'v1.9.0',
      'v1.10.0-alpha',
      'v1.10.0-rc',
      'v1.10.0-rc.2',
      'v1.10.0-rc.10',
      'v1.10.0',
    ])
  })
})
