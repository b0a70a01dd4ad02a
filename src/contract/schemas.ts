import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** For other editors: `# yaml-language-server: $schema=<origin>/apis/v1/schemas/qvs-config.json`. */
export const readQvsConfigSchema = endpoint({
  name: 'readQvsConfigSchema',
  method: 'GET',
  path: '/apis/v1/schemas/qvs-config.json',
  access: 'public',
  summary: 'The JSON Schema of a QVS Config',
  answer: 'json',
  response: z.record(z.string(), z.unknown()),
})
