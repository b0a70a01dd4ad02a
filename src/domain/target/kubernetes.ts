import { z } from 'zod'

const textMap = z.record(z.string(), z.string())
const seconds = z.number().int().min(0)
const port = z.union([z.number().int().min(1).max(65535), z.string().min(1)])

const probeSchema = z.looseObject({
  httpGet: z
    .looseObject({
      path: z.string().default('/'),
      port,
      scheme: z.enum(['HTTP', 'HTTPS']).default('HTTP'),
      httpHeaders: z.array(z.looseObject({ name: z.string(), value: z.string() })).default([]),
    })
    .optional(),
  tcpSocket: z.looseObject({ port }).optional(),
  initialDelaySeconds: seconds.default(0),
  periodSeconds: z.number().int().min(1).default(10),
  timeoutSeconds: z.number().int().min(1).default(1),
  successThreshold: z.number().int().min(1).default(1),
  failureThreshold: z.number().int().min(1).default(3),
})
/** How to check whether a replica is ready or alive; defaults as in Kubernetes. */
export type KubernetesProbe = z.infer<typeof probeSchema>

const keyRef = z.looseObject({ name: z.string(), key: z.string(), optional: z.boolean().default(false) })

const envSchema = z.looseObject({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/),
  value: z.string().nullish(),
  valueFrom: z
    .looseObject({
      secretKeyRef: keyRef.optional(),
      configMapKeyRef: keyRef.optional(),
      fieldRef: z.looseObject({ fieldPath: z.string() }).optional(),
    })
    .nullish(),
})

const containerSchema = z.looseObject({
  name: z.string().min(1),
  image: z.string().min(1),
  command: z.array(z.string()).nullish(),
  args: z.array(z.string()).nullish(),
  workingDir: z.string().optional(),
  env: z.array(envSchema).nullish(),
  envFrom: z
    .array(
      z.looseObject({
        prefix: z.string().default(''),
        configMapRef: z.looseObject({ name: z.string(), optional: z.boolean().default(false) }).optional(),
      }),
    )
    .nullish(),
  ports: z
    .array(
      z.looseObject({
        name: z.string().optional(),
        containerPort: z.number().int().min(1).max(65535),
        protocol: z.string().default('TCP'),
      }),
    )
    .nullish(),
  startupProbe: probeSchema.nullish(),
  readinessProbe: probeSchema.nullish(),
  livenessProbe: probeSchema.nullish(),
  resources: z
    .looseObject({ limits: z.looseObject({ memory: z.union([z.string(), z.number()]).optional() }).nullish() })
    .nullish(),
})

const metadataSchema = z.looseObject({
  name: z.string().min(1),
  namespace: z.string().optional(),
  labels: textMap.nullish(),
  annotations: textMap.nullish(),
})

/** The fields of an `apps/v1` Deployment that the local target reads. */
export const kubernetesDeploymentSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    replicas: z.number().int().min(0).max(50).default(1),
    selector: z.looseObject({ matchLabels: textMap }),
    strategy: z.looseObject({ type: z.string().default('RollingUpdate') }).optional(),
    minReadySeconds: seconds.default(0),
    // Kubernetes waits ten minutes by default; on a single machine, a program that is not ready after one minute never will be.
    progressDeadlineSeconds: z.number().int().min(1).default(60),
    template: z.looseObject({
      metadata: z.looseObject({ labels: textMap.nullish(), annotations: textMap.nullish() }),
      spec: z.looseObject({
        containers: z.array(containerSchema).min(1),
        terminationGracePeriodSeconds: seconds.default(30),
        restartPolicy: z.string().default('Always'),
      }),
    }),
  }),
})
export type KubernetesDeployment = z.infer<typeof kubernetesDeploymentSchema>

/** The fields of a `v1` Service that the local target reads. */
export const kubernetesServiceSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    type: z.string().default('ClusterIP'),
    selector: textMap,
    ports: z
      .array(
        z.looseObject({
          name: z.string().optional(),
          port: z.number().int(),
          targetPort: port.optional(),
          protocol: z.string().default('TCP'),
        }),
      )
      .min(1),
  }),
})

export const kubernetesConfigMapSchema = z.looseObject({ metadata: metadataSchema, data: textMap.nullish() })
