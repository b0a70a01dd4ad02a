import type { Finding } from '../problem.ts'

/**
 * How the local target treats the fields of a Kubernetes object. `yes` honours a field and everything below it; `differs` accepts it and says what is
 * different from a cluster; `fields` and `each` describe an object and a list. Fields that are not listed are refused by name.
 */
export type Honoured =
  | 'yes'
  | { readonly differs: string }
  | { readonly fields: Readonly<Record<string, Honoured>> }
  | { readonly each: Honoured }

const yes = 'yes' as const

const metadata: Honoured = {
  fields: { name: yes, namespace: yes, labels: yes, annotations: yes, creationTimestamp: yes },
}

const probe: Honoured = {
  fields: {
    httpGet: {
      fields: { path: yes, port: yes, scheme: yes, httpHeaders: { each: { fields: { name: yes, value: yes } } } },
    },
    tcpSocket: { fields: { port: yes } },
    initialDelaySeconds: yes,
    periodSeconds: yes,
    timeoutSeconds: yes,
    successThreshold: yes,
    failureThreshold: yes,
  },
}

const rights = { differs: 'Programs run as the user that runs the platform, with no more rights than it has' }

const security: Honoured = {
  fields: {
    runAsNonRoot: rights,
    allowPrivilegeEscalation: rights,
    capabilities: { fields: { drop: rights } },
    seccompProfile: { differs: 'System calls are not filtered on this machine' },
    readOnlyRootFilesystem: {
      differs: 'Whether the files of the image can be written follows from the isolation of this machine',
    },
  },
}

const container: Honoured = {
  fields: {
    name: yes,
    image: yes,
    imagePullPolicy: yes,
    command: yes,
    args: yes,
    workingDir: yes,
    env: {
      each: {
        fields: {
          name: yes,
          value: yes,
          valueFrom: {
            fields: {
              secretKeyRef: yes,
              configMapKeyRef: yes,
              fieldRef: { fields: { fieldPath: yes, apiVersion: yes } },
            },
          },
        },
      },
    },
    envFrom: { each: { fields: { configMapRef: yes, prefix: yes } } },
    ports: { each: { fields: { name: yes, containerPort: yes, protocol: yes } } },
    startupProbe: probe,
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: security,
    resources: {
      fields: {
        requests: { differs: 'Nothing is reserved on this machine' },
        limits: {
          fields: {
            memory: { differs: 'Measured every two seconds; a replica above it is stopped and started again' },
            cpu: { differs: 'The processor is not limited on this machine' },
          },
        },
      },
    },
  },
}

/** The kinds that the local target knows, by `<apiVersion> <kind>` as written in manifests. */
export const honouredKinds: Readonly<Record<string, Honoured>> = {
  'apps/v1 Deployment': {
    fields: {
      apiVersion: yes,
      kind: yes,
      metadata,
      spec: {
        fields: {
          replicas: yes,
          selector: { fields: { matchLabels: yes } },
          strategy: {
            fields: {
              type: yes,
              rollingUpdate: { differs: 'All new replicas start beside the old ones, then all old ones stop' },
            },
          },
          minReadySeconds: yes,
          progressDeadlineSeconds: yes,
          revisionHistoryLimit: { differs: 'The history keeps 200 rollouts' },
          template: {
            fields: {
              metadata: {
                fields: { labels: yes, annotations: yes, creationTimestamp: yes, name: yes, namespace: yes },
              },
              spec: {
                fields: {
                  containers: { each: container },
                  terminationGracePeriodSeconds: yes,
                  restartPolicy: yes,
                  // Programs here get no cluster token either way.
                  automountServiceAccountToken: yes,
                  securityContext: security,
                },
              },
            },
          },
        },
      },
    },
  },
  'v1 Service': {
    fields: {
      apiVersion: yes,
      kind: yes,
      metadata,
      spec: {
        fields: {
          type: yes,
          selector: yes,
          ports: {
            each: {
              fields: {
                name: yes,
                port: { differs: 'The Service answers at a port of its own on 127.0.0.1' },
                targetPort: yes,
                protocol: yes,
              },
            },
          },
        },
      },
    },
  },
  'v1 ConfigMap': { fields: { apiVersion: yes, kind: yes, metadata, data: yes, immutable: yes } },
  'v1 Namespace': { fields: { apiVersion: yes, kind: yes, metadata } },
}

/** Returns an error for each field that is not honoured, and an information for each that works differently than on a cluster. */
export function judgeFields(
  value: unknown,
  honoured: Honoured,
  place: { readonly document: string; readonly path: string },
): Finding[] {
  if (value === null || value === undefined || honoured === 'yes') return []
  if ('differs' in honoured) {
    return [
      {
        severity: 'info',
        code: 'target.honoured-differently',
        message: `${place.path}: ${honoured.differs}`,
        args: { field: place.path, reason: honoured.differs },
        place,
      },
    ]
  }
  if ('each' in honoured) {
    if (!Array.isArray(value)) return []
    return value.flatMap((item: unknown, index) =>
      judgeFields(item, honoured.each, { ...place, path: `${place.path}[${index}]` }),
    )
  }
  if (typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([field, inner]: [string, unknown]) => {
    const path = place.path === '' ? field : `${place.path}.${field}`
    const rule = Object.hasOwn(honoured.fields, field) ? honoured.fields[field] : undefined
    return rule === undefined ? [unsupported(place.document, path)] : judgeFields(inner, rule, { ...place, path })
  })
}

/** The finding for something that the local target cannot honour. `value` is given if it knows the field, but not this value. */
export function unsupported(document: string, path: string, value?: string, fix?: string): Finding {
  const what = value === undefined ? path : `${path}: ${value}`
  return {
    severity: 'error',
    code: 'target.unsupported-field',
    message: `The local target cannot honour ${what} of ${document}`,
    args: { field: path, document, ...(value === undefined ? {} : { value }) },
    fix: fix ?? `Remove ${path}, or deploy to a Kubernetes cluster`,
    place: { document, path },
  }
}
