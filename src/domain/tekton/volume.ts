import { z } from 'zod'

const keyItemSchema = z.looseObject({ key: z.string(), path: z.string(), mode: z.number().int().optional() })

/** The Secret or ConfigMap that becomes files, and their names; all keys without `items`. */
const objectFilesSchema = z.looseObject({
  name: z.string().optional(),
  secretName: z.string().optional(),
  items: z.array(keyItemSchema).optional(),
  optional: z.boolean().optional(),
  defaultMode: z.number().int().optional(),
})
export type ObjectFiles = z.infer<typeof objectFilesSchema>

const downwardSchema = z.looseObject({
  items: z.array(z.looseObject({ path: z.string(), fieldRef: z.looseObject({ fieldPath: z.string() }).optional() })),
})

/** The source of a workspace or volume, as in Kubernetes; exactly one of the fields is set. */
export const volumeSourceFields = {
  emptyDir: z.looseObject({}).optional(),
  persistentVolumeClaim: z.looseObject({ claimName: z.string() }).optional(),
  secret: objectFilesSchema.optional(),
  configMap: objectFilesSchema.optional(),
  projected: z
    .looseObject({
      sources: z.array(
        z.looseObject({
          secret: objectFilesSchema.optional(),
          configMap: objectFilesSchema.optional(),
          downwardAPI: downwardSchema.optional(),
        }),
      ),
    })
    .optional(),
} as const

/** A volume of a Task (Kubernetes `Volume`). */
export const volumeSchema = z.looseObject({
  name: z.string(),
  ...volumeSourceFields,
  downwardAPI: downwardSchema.optional(),
})
export type Volume = z.infer<typeof volumeSchema>

/** Mount of a volume in a step or sidecar. */
export const volumeMountSchema = z.looseObject({
  name: z.string(),
  mountPath: z.string(),
  subPath: z.string().optional(),
  readOnly: z.boolean().optional(),
})
export type VolumeMount = z.infer<typeof volumeMountSchema>
