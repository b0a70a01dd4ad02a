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

  it('reads octal numbers as a cluster does, and leaves out what a cluster added', () => {
    const answered = `apiVersion: v1
kind: Pod
metadata:
  name: a
  uid: 1f
  resourceVersion: "9"
  creationTimestamp: "2026-01-01T00:00:00Z"
  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}
spec: {volumes: [{configMap: {defaultMode: 0644}}]}
status: {phase: Running}
`
    const made = adapterFromManifests(answered)
    expect(made.ok && made.value).toContain('defaultMode: 420')
    expect(made.ok && made.value).toContain('metadata: name: "a"')
    expect(made.ok && made.value).not.toContain('status')
    // What a person wrote stays as it is.
    const written = adapterFromManifests(answered.replace('  uid: 1f\n', ''))
    expect(written.ok && written.value).toContain('status: phase: "Running"')
  })
})
