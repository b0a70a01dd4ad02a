import { z } from 'zod'
import {
  describeAnswerSchema,
  formatAnswerSchema,
  infrastructureAnswerSchema,
  kernelProblemSchema,
  pipelinesAnswerSchema,
  readAnswerSchema,
} from '#domain/adapters/kernel/kernel-answer.ts'
import { kernelProblem } from '#domain/adapters/kernel/kernel-problem.ts'
import { say } from '#domain/sentence.ts'
import type { Kernel, ModuleSources, PatternUse } from '#domain/adapters/kernel/kernel.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'

/** Sends JSON to an instance of the kernel in a worker and returns its JSON answer. `text` is called once the instance is chosen. */
export interface KernelLine {
  ask(text: () => string): Promise<Result<string, Problem>>
  generation(): number
}

const answerSchema = z.object({
  value: z.unknown().optional(),
  needs: z.array(z.string()).optional(),
  errors: z.array(kernelProblemSchema).optional(),
  ignored: z.array(kernelProblemSchema).optional(),
})

/** Implements the kernel's port over a line of JSON. Module sources travel once per instance; later requests name their digest. */
export function createKernel(line: KernelLine): Kernel {
  let known = new Set<string>()
  let knownBy = -1

  function moduleParts(modules: readonly ModuleSources[], resend: ReadonlySet<string>) {
    if (line.generation() !== knownBy) {
      known = new Set()
      knownBy = line.generation()
    }
    return modules.map(({ digest, files }) => {
      if (known.has(digest) && !resend.has(digest)) return { digest }
      known.add(digest)
      return { digest, files }
    })
  }

  async function call<T>(
    method: string,
    modules: readonly ModuleSources[],
    rest: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
    resend: ReadonlySet<string> = new Set(),
  ): Promise<Result<T>> {
    const said = await line.ask(() => JSON.stringify({ method, modules: moduleParts(modules, resend), ...rest }))
    if (!said.ok) return said
    const answer = answerSchema.parse(JSON.parse(said.value))
    if (answer.needs !== undefined && answer.needs.length > 0) {
      if (resend.size > 0)
        return err(problem('internal', say`The CUE kernel does not keep the sources that it was sent`))
      return call(method, modules, rest, schema, new Set(modules.map((module) => module.digest)))
    }
    if (answer.errors !== undefined && answer.errors.length > 0)
      return err(kernelProblem(answer.errors, answer.ignored))
    return ok(schema.parse(answer.value))
  }

  return {
    describe: ({ modules, patterns, validate = false }) =>
      call(
        'describe',
        modules,
        {
          validate,
          ...(patterns === undefined
            ? {}
            : { patterns: patterns.map((pattern): PatternUse => ({ pattern, params: {}, pipelineParams: {} })) }),
        },
        describeAnswerSchema,
      ),
    compilePipelines: ({ modules, patterns, appconfigParams, provenance = false }) =>
      call('compilePipelines', modules, { patterns, appconfigParams, provenance }, pipelinesAnswerSchema),
    compileInfrastructure: ({ modules, patterns, setup = false, provenance = true }) =>
      call('compileInfrastructure', modules, { patterns, setup, provenance }, infrastructureAnswerSchema),
    format: ({ file, text }) => call('format', [], { file, text }, formatAnswerSchema),
    read: ({ modules, package: importPath }) =>
      call('read', modules, { patterns: [{ pattern: importPath, params: {}, pipelineParams: {} }] }, readAnswerSchema),
  }
}
