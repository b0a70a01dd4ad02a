import { describe, expect, it } from 'vitest'
import { cueDefinition } from './definition.ts'
import { importsOf } from './imports.ts'

const text = `package service

import (
	"strings"
	k8s "example.dev/m/kubernetes/service"
	"example.dev/m/pipeline/tasks:gitCheckout"
)

DesignPattern: {
	name: "service"
	parameters: {
		appName: string
		port?:   int | *8080 // "comment: no field"
	}
	let label = parameters.appName
	resources: app: deployment: {
		metadata: name: label
		spec: ports: [{port: parameters.port, text: "x \\(parameters.appName)"}]
	}
	composites: [{pattern: k8s.DesignPattern}]
	pipelines: deploy: tasks: checkout: gitCheckout.#Builder & {input: a: _shared.name}
}
`
const nearby = {
  'example.dev/m/local/service/shared.cue': 'package service\n\n_shared: {\n\tname: "x"\n}\n',
  'example.dev/m/kubernetes/service/service.cue': 'package service\n\nDesignPattern: name: "k8s"\n',
  'example.dev/m/pipeline/tasks/other.cue': 'package other\n#Builder: {}\n',
  'example.dev/m/pipeline/tasks/git.cue': 'package gitCheckout\n\n#Builder: {\n}\n',
}
const path = 'example.dev/m/local/service/service.cue'

function at(part: string, inside = 0): string | undefined {
  const found = cueDefinition(path, text, text.indexOf(part) + inside, nearby)
  return found === undefined ? undefined : `${found.path.replace('example.dev/m/', '')}:${found.line}:${found.column}`
}

describe('cueDefinition', () => {
  it('finds fields and lets of the blocks around', () => {
    expect(at('name: label', 7)).toBe('local/service/service.cue:15:6')
    expect(at('parameters.appName', 2)).toBe('local/service/service.cue:11:2')
    expect(at('parameters.appName', 12)).toBe('local/service/service.cue:12:3')
    expect(at('parameters.port', 12)).toBe('local/service/service.cue:13:3')
  })

  it('goes to other files of the package and to other packages', () => {
    expect(at('_shared.name', 9)).toBe('local/service/shared.cue:4:2')
    expect(at('k8s.DesignPattern', 5)).toBe('kubernetes/service/service.cue:3:1')
    expect(at('gitCheckout.#Builder', 13)).toBe('pipeline/tasks/git.cue:3:1')
    expect(at('"example.dev/m/kubernetes', 5)).toBe('kubernetes/service/service.cue:1:1')
  })

  it('goes from a field to where the definitions around it declare it', () => {
    const schema = {
      'example.dev/m/schema/s.cue':
        'package schema\n\n#Task: {\n\trunAfter: [...string]\n\tsteps: [...#Step]\n}\n#Step: {\n\timage: string\n}\n',
    }
    const own =
      'package a\n\nimport "example.dev/m/schema"\n\nx: schema.#Task & {\n\trunAfter: ["b"]\n\tsteps: [{image: "i"}]\n}\ny: x["steps"]\n'
    const place = (part: string, inside: number) =>
      cueDefinition('example.dev/m/a/a.cue', own, own.indexOf(part) + inside, schema)
    expect(place('runAfter', 2)).toEqual({ path: 'example.dev/m/schema/s.cue', line: 4, column: 2 })
    expect(place('image', 2)).toEqual({ path: 'example.dev/m/schema/s.cue', line: 8, column: 2 })
    expect(place('"steps"', 2)).toEqual({ path: 'example.dev/m/a/a.cue', line: 7, column: 2 })
  })

  it('reads names within texts, and in every script', () => {
    const own =
      'package a\n\n名: {"x": 1, s: "y"}\nlet p = 名\nf: "a \\(p.s) \\(名["x"])"\n"\\(p.s)": 2\nfor k, v in 名 {"\\(k)": v}\n'
    const place = (part: string, inside: number) =>
      cueDefinition('example.dev/m/a/a.cue', own, own.indexOf(part) + inside, {})
    expect(place('a \\(p.s', 4)).toMatchObject({ line: 4, column: 5 })
    expect(place('a \\(p.s', 6)).toMatchObject({ line: 3, column: 13 })
    expect(place('\\(名', 2)).toMatchObject({ line: 3, column: 1 })
    expect(place('"\\(p.s)":', 5)).toMatchObject({ line: 3, column: 13 })
    expect(place('": v}', 3)).toMatchObject({ line: 7, column: 8 })
  })

  it('says nothing where there is nothing to say', () => {
    expect(at('"strings"', 2)).toBeUndefined()
    expect(at('string\n', 1)).toBeUndefined()
  })
})

describe('importsOf', () => {
  it('reads single imports, groups, aliases and package names', () => {
    expect(importsOf(text).map(({ name }) => name)).toEqual(['strings', 'k8s', 'gitCheckout'])
    expect(importsOf('package a\nimport "b.c/d"\nimport e "f.g/h"\nx: "no import"\n').map(({ name }) => name)).toEqual([
      'd',
      'e',
    ])
    expect(importsOf('package a\nx: 1\n')).toEqual([])
  })
})
