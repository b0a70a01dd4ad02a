import type { Problem } from '../../problem.ts'
import type { Result } from '../../result.ts'
import type { KernelAdapter, KernelProblem, KernelResource, KernelStage } from './kernel-answer.ts'

/**
 * A CUE module: its files (CUE files, and READMEs for the catalog) by path below the module's root, with `/` as separator. The digest identifies the
 * content: equal digests mean equal files, so that a kernel gets the files only once (`sourcesDigest` computes it).
 */
export interface ModuleSources {
  readonly digest: string
  readonly files: Readonly<Record<string, string>>
}

/** One use of an adapter with concrete values, after interpolation. */
export interface PatternUse {
  readonly pattern: string
  readonly params: Readonly<Record<string, unknown>>
  readonly pipelineParams: Readonly<Record<string, unknown>>
  /** Names of given parameters without a known value yet; the kernel checks that they exist. */
  readonly open?: readonly string[]
}

/** Port to the official CUE evaluator. Every method can fail with `compile-failed` and findings with file, line and column. */
export interface Kernel {
  /** Describes the named adapters, or all of the first module; the answer includes a broken adapter's errors. */
  describe(request: {
    readonly modules: readonly ModuleSources[]
    readonly patterns?: readonly string[]
    /** Also finds contradictions that exist in an adapter whatever its parameters; its author wants to know them. */
    readonly validate?: boolean
  }): Promise<Result<{ readonly adapters: readonly KernelAdapter[] }, Problem>>
  /** Evaluates the unified pipelines of all patterns; infrastructure parameters may be missing. */
  compilePipelines(request: {
    readonly modules: readonly ModuleSources[]
    readonly patterns: readonly PatternUse[]
    readonly appconfigParams: readonly string[]
    readonly provenance?: boolean
  }): Promise<Result<{ readonly stages: readonly KernelStage[]; readonly ignored: readonly KernelProblem[] }, Problem>>
  /** Evaluates the unified resources of all patterns; everything must be concrete. */
  compileInfrastructure(request: {
    readonly modules: readonly ModuleSources[]
    readonly patterns: readonly PatternUse[]
    readonly setup?: boolean
    readonly provenance?: boolean
  }): Promise<
    Result<
      {
        readonly resources: readonly KernelResource[]
        readonly outputs: KernelResource['data']
        readonly ignored: readonly KernelProblem[]
      },
      Problem
    >
  >
  /** Formats one CUE file like `cue fmt`; syntax errors are reported with their places in that file. */
  format(request: { readonly file: string; readonly text: string }): Promise<Result<{ readonly text: string }, Problem>>
  /** Evaluates a whole package as data, for example the definition of golden tests. */
  read(request: {
    readonly modules: readonly ModuleSources[]
    readonly package: string
  }): Promise<Result<{ readonly data: unknown }, Problem>>
}
