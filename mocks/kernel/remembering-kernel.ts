import type { z } from 'zod'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import {
  describeAnswerSchema,
  infrastructureAnswerSchema,
  pipelinesAnswerSchema,
  readAnswerSchema,
} from '#domain/adapters/kernel/kernel-answer.ts'
import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import type { Shelf } from '../world/journal.ts'

/** A kernel that counts its open questions. */
export interface RememberingKernel extends Kernel {
  /** How many questions are unanswered. */
  readonly busy: () => number
}

/**
 * Caches the kernel's successful answers: the same question about the same sources has the same answer, so a page with only known questions never
 * loads the kernel. `build` names the kernel, so that another build is asked again.
 */
export function rememberAnswers(kernel: Kernel, shelf: Shelf, build: string): RememberingKernel {
  let busy = 0
  async function ask<T>(
    method: string,
    request: { readonly modules: readonly { readonly digest: string }[] },
    schema: z.ZodType<T>,
    answer: () => Promise<Result<T, Problem>>,
  ): Promise<Result<T, Problem>> {
    busy += 1
    try {
      const key = dataDigest({ build, method, ...request, modules: request.modules.map(({ digest }) => digest) })
      const known = await shelf.get(key).catch(() => undefined)
      const parsed = known === undefined ? undefined : schema.safeParse(JSON.parse(known))
      if (parsed?.success === true) return ok(parsed.data)
      const fresh = await answer()
      if (fresh.ok) await shelf.put(key, JSON.stringify(fresh.value)).catch(() => undefined)
      return fresh
    } finally {
      busy -= 1
    }
  }
  return {
    busy: () => busy,
    describe: (request) => ask('describe', request, describeAnswerSchema, () => kernel.describe(request)),
    compilePipelines: (request) =>
      ask('compilePipelines', request, pipelinesAnswerSchema, () => kernel.compilePipelines(request)),
    compileInfrastructure: (request) =>
      ask('compileInfrastructure', request, infrastructureAnswerSchema, () => kernel.compileInfrastructure(request)),
    format: (request) => kernel.format(request),
    read: (request) => ask('read', request, readAnswerSchema, () => kernel.read(request)),
  }
}
