import type { ObjectReader } from '#server/engines/engine.ts'

/** Of a platform that keeps neither Secrets nor ConfigMaps nor service accounts. */
export const noObjects: ObjectReader = {
  resolve: async () => undefined,
  keys: async () => undefined,
  configMap: async () => undefined,
  accountSecrets: async () => [],
}
