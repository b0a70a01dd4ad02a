import { describe, expect, it } from 'vitest'
import { adapterFromManifests } from './manifest-to-cue.ts'

const text = `# a comment
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data:
  _hidden: "1"
  plain: x
  script: |
    #!/bin/sh
    echo "\\(no interpolation)" """
  true: "yes"
---
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Service, metadata: {name: b, labels: {app.kubernetes.io/name: b}}, spec: {ports: [{port: 80}, {port: 81}], externalIPs: []}}
`

describe('adapterFromManifests', () => {
  it('makes one resource of each document, with all that CUE would read differently quoted', () => {
    const made = adapterFromManifests(text, { package: 'web', name: 'shop:web' })
    expect(made).toEqual({
      ok: true,
      value: `package web

DesignPattern: {
	name: "shop:web"
	description: "REPLACE_ME"
	resources: app: {
		resource0: {
			apiVersion: "v1"
			kind: "ConfigMap"
			metadata: name: "a"
			data: {
				"_hidden": "1"
				plain: "x"
				script: """
					#!/bin/sh
					echo "\\\\(no interpolation)" \\"""

					"""
				"true": "yes"
			}
		}
		resource1: {
			apiVersion: "v1"
			kind: "Service"
			metadata: {
				name: "b"
				labels: "app.kubernetes.io/name": "b"
			}
			spec: {
				ports: [{
					port: 80
				}, {
					port: 81
				}]
				externalIPs: []
			}
		}
	}
}
`,
    })
  })

  it('says where the text is no manifest', () => {
    expect(adapterFromManifests('a: [')).toMatchObject({ ok: false, error: { place: { line: 1 } } })
    expect(adapterFromManifests('a: 1\n---\n- x\n')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('keys and values') },
    })
    expect(adapterFromManifests('# nothing\n')).toMatchObject({ ok: false })
  })
})
