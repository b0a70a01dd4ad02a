import { describe, expect, it } from 'vitest'
import { readRegistryPlaces } from './registry-place.ts'

function placeOf(said: string | undefined, path: string) {
  const places = readRegistryPlaces(said)
  return places.ok ? places.value(path) : places.error
}

describe('the registry of a module', () => {
  it('is that of CUE where nothing is said', () => {
    const place = { host: 'registry.cue.works', repository: 'base.example/lib', insecure: false }
    expect(placeOf(undefined, 'base.example/lib')).toEqual(place)
    expect(placeOf('', 'base.example/lib')).toEqual(place)
  })

  it('is the one that is said, with a path and without TLS', () => {
    expect(placeOf('reg.example:5000/cue/modules+insecure', 'a.example/b')).toEqual({
      host: 'reg.example:5000',
      repository: 'cue/modules/a.example/b',
      insecure: true,
    })
    expect(placeOf('localhost:5001', 'a.example/b')).toMatchObject({ insecure: true })
    expect(placeOf('localhost:5001+secure', 'a.example/b')).toMatchObject({ insecure: false })
  })

  it('is chosen by the longest prefix of whole elements', () => {
    const said = 'a.example=one.example/x,a.example/deep=two.example,b.example=none,three.example'
    expect(placeOf(said, 'a.example/lib')).toMatchObject({ host: 'one.example', repository: 'x/a.example/lib' })
    expect(placeOf(said, 'a.example/deep/lib')).toMatchObject({ host: 'two.example' })
    expect(placeOf(said, 'a.example/deeper')).toMatchObject({ host: 'one.example' })
    expect(placeOf(said, 'b.example/lib')).toBeUndefined()
    expect(placeOf(said, 'c.example/lib')).toMatchObject({ host: 'three.example' })
  })

  it('is refused where it cannot be read', () => {
    expect(placeOf('https://reg.example', 'a.example/b')).toBe('"https://reg.example" is no registry')
    expect(placeOf('one.example,two.example', 'a.example/b')).toBe('it names two registries for all modules')
    expect(placeOf('file:registries.cue', 'a.example/b')).toContain('files and inline CUE are not read')
  })
})
