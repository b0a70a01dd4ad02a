import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { quantityBytes } from '../quantity.ts'
import { planTarget } from './plan-target.ts'
import { secretReferences } from './target-plan.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`

interface Change {
  readonly container?: object
  readonly pod?: object
  readonly spec?: object
  readonly template?: object
  readonly service?: object
}

/** Manifests as the adapter kubernetes/service makes them, with changes. */
function manifests(change: Change = {}): readonly string[] {
  const labels = { 'app.kubernetes.io/name': 'shop' }
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'shop-staging', labels, annotations: { 'linewright.dev/port-env': 'PORT' } },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels, annotations: { 'linewright.dev/port-env': 'PORT' } },
        ...change.template,
        spec: {
          terminationGracePeriodSeconds: 10,
          containers: [
            {
              name: 'shop',
              image: `shop@${digest}`,
              env: [
                { name: 'PORT', value: '8080' },
                { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'shop-secrets', key: 'password' } } },
                { name: 'GREETING', valueFrom: { configMapKeyRef: { name: 'words', key: 'greeting' } } },
                { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              ],
              ports: [{ name: 'http', containerPort: 8080 }],
              resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '256Mi' } },
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 1, failureThreshold: 30 },
              ...change.container,
            },
          ],
          ...change.pod,
        },
      },
      ...change.spec,
    },
  }
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'shop', namespace: 'shop-staging', labels },
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...change.service },
  }
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'words' }, data: { greeting: 'hello' } }
  return [`${stringify(deployment)}---\n${stringify(service)}`, stringify(map)]
}

const errors = (documents: readonly string[]) =>
  planTarget(documents).findings.filter(({ severity }) => severity === 'error')

describe('the plan of the local target', () => {
  it('holds everything that a small service needs', () => {
    const { plan, findings } = planTarget(manifests())
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(plan).toEqual({
      services: [{ name: 'shop', workload: 'shop' }],
      workloads: [
        {
          name: 'shop',
          replicas: 2,
          imageDigest: digest,
          command: undefined,
          args: [],
          workingDir: undefined,
          env: [
            { name: 'PORT', kind: 'text', value: '8080' },
            { name: 'PASSWORD', kind: 'secret', secret: 'shop-secrets', key: 'password', optional: false },
            { name: 'GREETING', kind: 'text', value: 'hello' },
            { name: 'POD', kind: 'replica-name' },
          ],
          portEnv: 'PORT',
          startup: undefined,
          readiness: {
            kind: 'http',
            path: '/healthz',
            headers: [],
            initialDelaySeconds: 0,
            periodSeconds: 1,
            timeoutSeconds: 1,
            successThreshold: 1,
            failureThreshold: 30,
          },
          liveness: undefined,
          gracePeriodSeconds: 10,
          minReadySeconds: 0,
          progressDeadlineSeconds: 60,
          memoryLimitBytes: 256 * 2 ** 20,
        },
      ],
    })
    expect(secretReferences(plan)).toEqual([{ name: 'shop-secrets', key: 'password', optional: false }])
  })

  it('says what differs from a cluster without refusing it', () => {
    const told = planTarget(manifests()).findings.map(({ severity, place }) => `${severity} ${place.path}`)
    expect(told).toContain('info spec.strategy.rollingUpdate')
    expect(told).toContain('info spec.template.spec.containers[0].resources.limits.memory')
  })

  const inContainer = 'spec.template.spec.containers[0]'
  const refused: readonly (readonly [string, Change])[] = [
    [`${inContainer}.volumeMounts`, { container: { volumeMounts: [{ name: 'x', mountPath: '/x' }] } }],
    [`${inContainer}.securityContext.privileged`, { container: { securityContext: { privileged: true } } }],
    [`${inContainer}.lifecycle`, { container: { lifecycle: {} } }],
    [`${inContainer}.startupProbe`, { container: { startupProbe: {} } }],
    [`${inContainer}.readinessProbe.exec`, { container: { readinessProbe: { exec: { command: ['true'] } } } }],
    [`${inContainer}.livenessProbe.httpGet.port`, { container: { livenessProbe: { httpGet: { port: 9999 } } } }],
    [
      `${inContainer}.readinessProbe.httpGet.scheme`,
      { container: { readinessProbe: { httpGet: { port: 'http', scheme: 'HTTPS' } } } },
    ],
    [`${inContainer}.image`, { container: { image: 'shop:latest' } }],
    [
      `${inContainer}.ports[1]`,
      { container: { ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }] } },
    ],
    [
      `${inContainer}.ports[0].hostPort`,
      { container: { ports: [{ name: 'http', containerPort: 8080, hostPort: 80 }] } },
    ],
    [
      `${inContainer}.ports[0].containerPort`,
      { template: { metadata: { labels: { 'app.kubernetes.io/name': 'shop' } } } },
    ],
    [
      `${inContainer}.env[0].valueFrom.fieldRef.fieldPath`,
      { container: { env: [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] } },
    ],
    [
      `${inContainer}.env[0].valueFrom.configMapKeyRef`,
      { container: { env: [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'none', key: 'x' } } }] } },
    ],
    [`${inContainer}.envFrom[0].secretRef`, { container: { envFrom: [{ secretRef: { name: 'x' } }] } }],
    [`${inContainer}.resources.limits.memory`, { container: { resources: { limits: { memory: 'much' } } } }],
    [
      `${inContainer}.resources.limits.nvidia.com/gpu`,
      { container: { resources: { limits: { 'nvidia.com/gpu': 1 } } } },
    ],
    ['spec.template.spec.volumes', { pod: { volumes: [] } }],
    ['spec.template.spec.initContainers', { pod: { initContainers: [] } }],
    ['spec.template.spec.hostNetwork', { pod: { hostNetwork: true } }],
    ['spec.template.spec.restartPolicy', { pod: { restartPolicy: 'Never' } }],
    ['spec.strategy.type', { spec: { strategy: { type: 'Recreate' } } }],
    ['spec.selector.matchLabels', { spec: { selector: { matchLabels: { app: 'other' } } } }],
    ['spec.replicas', { spec: { replicas: -1 } }],
    ['spec.paused', { spec: { paused: true } }],
    ['spec.type', { service: { type: 'ExternalName' } }],
    [
      'spec.ports[1]',
      {
        service: {
          ports: [
            { port: 80, targetPort: 'http' },
            { port: 81, targetPort: 'http' },
          ],
        },
      },
    ],
    ['spec.ports[0].targetPort', { service: { ports: [{ port: 80, targetPort: 'grpc' }] } }],
    ['spec.selector', { service: { selector: { app: 'nobody' } } }],
    ['spec.sessionAffinity', { service: { sessionAffinity: 'ClientIP' } }],
  ]
  it.each(refused)('refuses %s by name', (path, change) => {
    expect(errors(manifests(change)).map(({ place }) => place.path)).toContain(path)
  })

  it('refuses kinds it does not know, nothing to run, and text that is no manifest', () => {
    expect(errors(['apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: x}'])).toMatchObject([
      { code: 'target.unsupported-field', place: { document: 'Ingress/x', path: 'kind' } },
    ])
    expect(errors(['apiVersion: v1\nkind: Namespace\nmetadata: {name: x}'])).toMatchObject([
      { code: 'target.nothing-to-run' },
    ])
    expect(errors(['a: [1\nb: 2'])).toMatchObject([{ code: 'target.invalid-manifest', place: { line: 2 } }])
    expect(errors(['- 1'])).toMatchObject([{ code: 'target.invalid-manifest' }])
    expect(errors(['apiVersion: v1\nkind: Service\nmetadata: {name: ../x}'])).toMatchObject([
      { code: 'target.invalid-manifest' },
    ])
  })

  it('never throws, whatever the text', () => {
    const documents = fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 3 })
    fc.assert(
      fc.property(documents, (texts) => {
        // None of these is a Kubernetes Deployment, so there is always something to say.
        expect(errors(texts)).not.toEqual([])
      }),
    )
  })
})

describe('a quantity', () => {
  it('is read as Kubernetes reads it', () => {
    expect([
      quantityBytes('256Mi'),
      quantityBytes('1G'),
      quantityBytes(1500),
      quantityBytes('0.5Gi'),
      quantityBytes('x'),
    ]).toEqual([268435456, 1e9, 1500, 536870912, undefined])
  })
})
